import { Agent, request } from 'node:http';
import { DataSource } from 'typeorm';
import type { Pool } from 'pg';
import { drafted, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';

/** `LEAKS=10000 npm test -- test/http/context-leaks` sends as many. */
const REQUESTS = Number(process.env['LEAKS'] ?? 1_000);
const POOL = 8;
const CONCURRENCY = 32;

const office = useOffice({ at: '2021-12-28T04:00:00Z' });

interface Asked {
  readonly who: Who;
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  /** After so many ms the caller goes away; null: it waits for the answer. */
  readonly abortMs: number | null;
}

/** What each of them must never be shown. */
const NOT_FOR: Partial<Record<Who, string[]>> = {
  brokerA: ['CANARY-B'],
  brokerB: ['CANARY-A'],
  officer: ['CANARY-B'],
  officerElsewhere: ['CANARY-A'],
};
const WHO = Object.keys(NOT_FOR) as Who[];

let port = 0;
let ids: Record<'A' | 'B', string>;
beforeAll(async () => {
  await putRates(office);
  const named = (name: string, customsOffice: string) => ({ buyer: { name, country: 'NGA' }, customsOffice });
  const a = await submitted(office, { reference: 'CANARY-A-1', ...named('CANARY-A', '2906') }, 'brokerA');
  const b = await submitted(office, { reference: 'CANARY-B-1', ...named('CANARY-B', '2921') }, 'brokerB');
  await drafted(office, { reference: 'CANARY-A-2', ...named('CANARY-A', '2906') }, 'brokerA');
  await drafted(office, { reference: 'CANARY-B-2', ...named('CANARY-B', '2921') }, 'brokerB');
  ids = { A: a.id, B: b.id };
  const { master } = office.get(DataSource).driver as unknown as { master: Pool };
  master.options.max = POOL;
  await office.app.listen(0, '127.0.0.1');
  port = (office.app.getHttpServer().address() as { port: number }).port;
});

/** The same numbers in every run. */
function* numbers(): Generator<number, never, undefined> {
  for (let state = 20_261_128; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

function asked(next: () => number): Asked {
  const who = WHO[Math.floor(next() * WHO.length)] as Who;
  const paths = [
    ...['/v1/declarations', '/v1/declarations?limit=1', `/v1/declarations/${ids.A}`, `/v1/declarations/${ids.B}`],
    ...['/v1/parties', '/v1/search?q=CANARY', '/v1/organisations', '/v1/open-items?market=KQ-CTC', '/v1/todo'],
    ...['/v1/declarations?limit=0', '/v1/declarations/counts?by=status', `/v1/declarations/${ids.A}/timeline`],
  ];
  const abortMs = next() < 0.2 ? Math.floor(next() * 12) : null;
  if (who.startsWith('broker') && next() < 0.15) {
    const own = who === 'brokerA' ? 'A' : 'B';
    const body = {
      reference: `CANARY-${own}-N${Math.floor(next() * 40)}`,
      market: next() < 0.2 ? 'NOWHERE' : 'KQ-CTC',
    };
    return { who, method: 'POST', path: '/v1/declarations', body, abortMs };
  }
  return { who, method: 'GET', path: paths[Math.floor(next() * paths.length)] as string, abortMs };
}

const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
afterAll(() => agent.destroy());

/** The whole answer, or null where the caller went away before it was there. */
function send({ who, method, path, body, abortMs }: Asked): Promise<{ status: number; text: string } | null> {
  return new Promise((resolve) => {
    const headers = { authorization: `Bearer ${office.people.keys[who]}`, 'content-type': 'application/json' };
    const call = request({ port, host: '127.0.0.1', method, path, headers, agent }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }));
      answer.once('error', () => resolve(null));
    });
    call.once('error', () => resolve(null));
    call.once('close', () => resolve(null));
    if (abortMs !== null) setTimeout(() => call.destroy(), abortMs);
    call.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

it(`${REQUESTS} mixed requests over a pool of ${POOL}, some of them aborted, show nobody what is another's`, async () => {
  const next = numbers();
  const all = Array.from({ length: REQUESTS }, () => asked(() => next.next().value));
  const wrong: string[] = [];
  let [answered, aborted] = [0, 0];
  const workers = Array.from({ length: CONCURRENCY }, async () => {
    for (let one = all.pop(); one; one = all.pop()) {
      const answer = await send(one);
      if (answer === null) {
        aborted++;
        continue;
      }
      answered++;
      const shown = (NOT_FOR[one.who] ?? []).filter((text) => answer.text.includes(text) && !one.path.includes(text));
      if (shown.length > 0 || answer.status >= 500)
        wrong.push(`${one.who} ${one.path}: ${answer.status} ${shown.join()}`);
    }
  });
  await Promise.all(workers);
  expect(wrong).toEqual([]);
  expect(answered).toBeGreaterThan(REQUESTS / 2);
  expect(aborted).toBeGreaterThan(REQUESTS / 100);
}, 600_000);
