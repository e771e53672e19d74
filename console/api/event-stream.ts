import { currentLanguage, LANGUAGE_TAGS } from '../texts';
import { actingHeader } from './acting-for';

/** The service sends a comment every 15 s: after this time without one the line is dead, whatever the browser believes. */
const SILENCE_MS = 35_000;
const RETRY_FIRST_MS = 2_000;
const RETRY_MOST_MS = 30_000;
const JITTER = 0.3;

export interface StreamHandlers {
  /** An event's data as it came. */
  onEvent(data: string, id: string): void;
  /** Anything at all has come: the line is alive. */
  onAlive(): void;
  /** The line is dead, or the service refuses (`status`); the next attempt follows by itself. */
  onLost(status: number | null): void;
}

/**
 * Server-sent events by `fetch`: unlike `EventSource` it shows the comments that say that the line is alive, and the status of a
 * refusal. Ends with the signal; until then it connects again and again, later each time, never at the same moment as the others.
 */
export async function followEvents(
  url: string,
  handlers: StreamHandlers,
  { signal, resumes }: { signal: AbortSignal; resumes: boolean },
): Promise<void> {
  let pause = RETRY_FIRST_MS;
  let last = '';
  while (!signal.aborted) {
    const status = await follow(
      { url, signal, last: resumes ? last : '' },
      {
        ...handlers,
        onEvent: (data, id) => {
          last = id || last;
          handlers.onEvent(data, id);
        },
        onAlive: () => {
          pause = RETRY_FIRST_MS;
          handlers.onAlive();
        },
      },
    );
    if (signal.aborted) return;
    handlers.onLost(status);
    await waited(pause * (1 + JITTER * Math.random()), signal);
    pause = Math.min(pause * 2, RETRY_MOST_MS);
  }
}

interface Line {
  readonly url: string;
  readonly signal: AbortSignal;
  /** The last event that came before a cut. */
  readonly last: string;
}

/** One connection until it ends; the status of the refusal, or null where the line was cut. */
async function follow({ url, signal, last }: Line, handlers: StreamHandlers): Promise<number | null> {
  const dead = new AbortController();
  let timer = setTimeout(() => dead.abort(), SILENCE_MS);
  const isAlive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => dead.abort(), SILENCE_MS);
    handlers.onAlive();
  };
  try {
    const headers = {
      Accept: 'text/event-stream',
      'Accept-Language': LANGUAGE_TAGS[currentLanguage()],
      ...actingHeader(),
      ...(last === '' ? {} : { 'Last-Event-ID': last }),
    };
    const response = await fetch(url, {
      headers,
      signal: AbortSignal.any([signal, dead.signal]),
      credentials: 'same-origin',
    });
    if (!response.ok || response.body === null) return response.status;
    await read(response.body, handlers, isAlive);
    return null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function read(body: ReadableStream<Uint8Array>, handlers: StreamHandlers, isAlive: () => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    isAlive();
    const blocks = (rest + value).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const { data, id } = fieldsOf(block);
      if (data !== '') handlers.onEvent(data, id);
    }
  }
}

function fieldsOf(block: string): { data: string; id: string } {
  const data: string[] = [];
  let id = '';
  for (const line of block.split(/\r?\n/)) {
    if (line.startsWith('data:')) data.push(line.slice(5).trimStart());
    else if (line.startsWith('id:')) id = line.slice(3).trim();
  }
  return { data: data.join('\n'), id };
}

const waited = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
