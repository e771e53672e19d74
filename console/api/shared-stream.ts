import { followEvents, type StreamHandlers } from './event-stream';

type Message =
  | { readonly kind: 'hello' }
  | { readonly kind: 'event'; readonly data: string; readonly id: string }
  | { readonly kind: 'alive' }
  | { readonly kind: 'lost'; readonly status: number | null };

interface Options {
  /** The last event says everything: a window that comes later gets it at once. */
  readonly repeatsLast?: boolean;
  /** After a lost connection the service gets the id of the last event, and sends the events since. */
  readonly resumes?: boolean;
}

/**
 * A stream of the service for all windows of a browser: one of them holds the connection and passes on what comes; when it is closed the
 * next one takes over. So a browser costs the service one stream, however many windows are open.
 */
export class SharedStream {
  private readonly channel: BroadcastChannel;
  private readonly ended = new AbortController();
  private isLeader = false;
  private last: Message | null = null;

  constructor(
    name: string,
    private readonly url: string,
    private readonly handlers: StreamHandlers,
    private readonly options: Options = {},
  ) {
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data }: MessageEvent<Message>) => this.received(data);
    this.channel.postMessage({ kind: 'hello' } satisfies Message);
    navigator.locks.request(name, { signal: this.ended.signal }, () => this.lead()).catch(() => undefined);
  }

  close(): void {
    this.ended.abort();
    this.channel.close();
  }

  private async lead(): Promise<void> {
    this.isLeader = true;
    const handlers = {
      onEvent: (data: string, id: string) => this.send({ kind: 'event', data, id }),
      onAlive: () => this.send({ kind: 'alive' }),
      onLost: (status: number | null) => this.send({ kind: 'lost', status }),
    };
    await followEvents(this.url, handlers, { signal: this.ended.signal, resumes: this.options.resumes ?? false });
  }

  private send(message: Message): void {
    if (this.ended.signal.aborted) return;
    this.apply(message);
    this.channel.postMessage(message);
  }

  private received(message: Message): void {
    if (message.kind !== 'hello') this.apply(message);
    else if (this.isLeader && this.last !== null) this.channel.postMessage(this.last);
  }

  private apply(message: Message): void {
    if (message.kind === 'event') {
      if (this.options.repeatsLast) this.last = message;
      this.handlers.onEvent(message.data, message.id);
    } else if (message.kind === 'alive') this.handlers.onAlive();
    else if (message.kind === 'lost') this.handlers.onLost(message.status);
  }
}
