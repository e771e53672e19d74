import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Board } from '../../../src/board/board.query.js';
import type { Office, Who } from '../office.js';

/** How long a test waits for what must come; what comes in time is no matter of tests. */
const PATIENCE_MS = 20_000;

export interface BoardEvent {
  readonly id: string;
  readonly board: Board;
}

/** Somebody at a stream of boards, who notes all that comes. */
export class Watching {
  readonly events: BoardEvent[] = [];
  comments = 0;
  hasEnded = false;
  private rest = '';

  private constructor(
    private readonly answer: IncomingMessage,
    private readonly leaveNow: () => void,
  ) {
    answer.setEncoding('utf8').on('data', (text: string) => this.read(text));
    answer.on('close', () => (this.hasEnded = true)).on('error', () => undefined);
  }

  static async at(office: Office, query: string, key: string): Promise<Watching> {
    const server = office.app.getHttpServer();
    if (!server.listening) await office.app.listen(0, '127.0.0.1');
    const { port } = server.address() as AddressInfo;
    const headers = { authorization: `Bearer ${key}` };
    return new Promise((resolve, reject) => {
      const request = get({ port, path: `/v1/board/stream?${query}`, headers, agent: false }, (answer) =>
        resolve(new Watching(answer, () => request.destroy())),
      ).on('error', reject);
    });
  }

  get status(): number | undefined {
    return this.answer.statusCode;
  }

  get headers(): IncomingHttpHeaders {
    return this.answer.headers;
  }

  /** Whether the answer came to its proper end. */
  get isComplete(): boolean {
    return this.answer.complete;
  }

  get last(): Board | undefined {
    return this.events.at(-1)?.board;
  }

  leave(): void {
    this.leaveNow();
  }

  private read(text: string): void {
    this.rest += text;
    const parts = this.rest.split('\n\n');
    this.rest = parts.pop() ?? '';
    for (const part of parts) {
      if (part.startsWith(':')) this.comments++;
      const { id, data } = Object.fromEntries(part.split('\n').map((line) => line.split(/: (.*)/s, 2)));
      if (data !== undefined) this.events.push({ id, board: JSON.parse(data) as Board });
    }
  }
}

/** Waits until something is so. */
export async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await what())) {
    if (performance.now() > end) throw new Error(`It did not come to be: ${String(what)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Opens streams of an office, and leaves those that are still open after each test. */
export function watching(office: Office) {
  const open: Watching[] = [];
  afterEach(() => open.splice(0).forEach((one) => one.leave()));
  return async (who: Who = 'officer', query = 'market=KQ-CTC'): Promise<Watching> => {
    const one = await Watching.at(office, query, office.people.keys[who]);
    open.push(one);
    return one;
  };
}
