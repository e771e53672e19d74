import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Keys } from '../src/access/keys.service.js';
import { Organisations } from '../src/access/organisations.service.js';
import { SYSTEM } from '../src/platform/database/actor.js';
import { median } from './pairs.js';
import type { Stage } from './stage.js';

const OPEN = Number.parseInt(process.env['BENCH_BOARDS'] ?? '200', 10);
const CHANGES = Number.parseInt(process.env['BENCH_CHANGES'] ?? '15', 10);
/** The service lets one key hold so many streams. */
const STREAMS_A_KEY = 10;
const PATH = '/v1/board/stream?market=KQ-CTC';

/**
 * Many open boards on one process: how long after its commit a change is with the first and with the last of them, beside a bare writer of
 * events that holds as many connections in the same process and writes the same bytes. Nothing but the fan-out differs.
 */
export async function run(stage: Stage): Promise<void> {
  const keys = await keysOf(stage, Math.ceil(OPEN / STREAMS_A_KEY));
  const base = await stage.app.getUrl();
  const ours = await Subscribers.open(
    Array.from({ length: OPEN }, (_, n) => ({ url: base + PATH, key: keys[Math.floor(n / STREAMS_A_KEY)] ?? '' })),
  );
  const bare = await BareWriter.open();
  const theirs = await Subscribers.open(
    Array.from({ length: OPEN }, () => ({ url: bare.url, key: '' })),
    bare.greet,
  );
  const delays = { ours: [] as number[], baseline: [] as number[] };
  const whole: number[] = [];
  for (let change = 0; change < CHANGES; change++) {
    // At any moment between two looks.
    await new Promise((resolve) => setTimeout(resolve, 1_000 + Math.random() * 700));
    const heard = ours.next();
    await stage.raw.query(PARKED);
    const began = performance.now();
    const { first, last, frame } = await heard;
    whole.push(last - began);
    delays.ours.push(last - first);
    const echoed = theirs.next();
    bare.write(frame);
    const echo = await echoed;
    delays.baseline.push(echo.last - echo.first);
  }
  ours.leave();
  theirs.leave();
  bare.close();
  const [own, other] = [median(delays.ours), median(delays.baseline)];
  console.log(
    `${OPEN} open boards: a change is with the last of them after ${median(whole).toFixed(0)} ms, at most ${Math.max(...whole).toFixed(0)} ms`,
  );
  console.log(
    `${OPEN} open boards, from the first to the last (baseline: a bare writer of events): ours ${own.toFixed(2)} ms, baseline ${other.toFixed(2)} ms, ratio ${(other / own).toFixed(2)}`,
  );
}

const PARKED = `
  INSERT INTO receipt (id, channel, code, event_time, received_at, given_reference, actor_name, customs_office, parked_reason)
  VALUES (gen_random_uuid(), 'single-window', 'R', now(), now(), gen_random_uuid()::text, 'bench', '2906', 'target-unknown')`;

interface Round {
  readonly first: number;
  readonly last: number;
  readonly frame: string;
}

/** Clients that hold a stream each; a round is over when the same event has reached all of them. */
class Subscribers {
  private readonly requests: ReturnType<typeof get>[] = [];
  private times: number[] = [];
  private frame = '';
  private done: ((round: Round) => void) | null = null;

  /** Resolves when each has had its first event: the board as it is. */
  static async open(targets: readonly { url: string; key: string }[], greet?: () => void): Promise<Subscribers> {
    const subscribers = new Subscribers();
    const greeted = subscribers.next(targets.length);
    await Promise.all(targets.map((target) => subscribers.connect(target)));
    greet?.();
    await greeted;
    return subscribers;
  }

  next(count = this.requests.length): Promise<Round> {
    this.times = [];
    return new Promise((resolve) => {
      this.done = (round) => this.times.length === count && resolve(round);
    });
  }

  leave(): void {
    for (const request of this.requests) request.destroy();
  }

  private connect({ url, key }: { url: string; key: string }): Promise<void> {
    return new Promise((resolve, reject) => {
      const request = get(url, { headers: key === '' ? {} : { authorization: `Bearer ${key}` }, agent: false });
      this.requests.push(request);
      request.on('error', reject);
      request.on('response', (answer) => {
        if (answer.statusCode !== 200) return reject(new Error(`${url}: ${answer.statusCode}`));
        let text = '';
        answer.on('error', () => undefined);
        answer.setEncoding('utf8').on('data', (part: string) => {
          const events = (text + part).split('\n\n');
          text = events.pop() ?? '';
          for (const event of events) if (/^data: /m.test(event)) this.heard(`${event}\n\n`);
        });
        resolve();
      });
    });
  }

  private heard(frame: string): void {
    this.times.push(performance.now());
    this.frame = frame;
    const [first = 0] = this.times;
    this.done?.({ first, last: this.times.at(-1) ?? 0, frame: this.frame });
  }
}

/** What there is without a service: connections that are held open, and bytes that are written to each. */
class BareWriter {
  private readonly responses: ServerResponse[] = [];
  private readonly server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    this.responses.push(response);
  });
  url = '';

  static async open(): Promise<BareWriter> {
    const writer = new BareWriter();
    await new Promise<void>((resolve) => writer.server.listen(0, '127.0.0.1', resolve));
    writer.url = `http://127.0.0.1:${(writer.server.address() as AddressInfo).port}`;
    return writer;
  }

  readonly greet = (): void => this.write('data: {}\n\n');

  write(frame: string): void {
    for (const response of this.responses) response.write(frame);
  }

  close(): void {
    for (const response of this.responses) response.destroy();
    this.server.close();
  }
}

function keysOf({ app, database }: Stage, count: number): Promise<string[]> {
  return database.transaction(SYSTEM, async (tx) => {
    const wanted = { kind: 'customs', name: '基准海关', customsOffice: '2906' } as const;
    const { id: organisationId } = await app.get(Organisations).create(tx, wanted);
    const made: string[] = [];
    for (let n = 0; n < count; n++) {
      const key = { name: `bench ${n}`, role: 'officer', organisationId, expiresAt: null } as const;
      made.push((await app.get(Keys).create(tx, key)).key);
    }
    return made;
  });
}
