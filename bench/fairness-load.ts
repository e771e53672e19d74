import { Agent, request } from 'node:http';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { SeededChance } from '../src/demo/domain/random.js';

export interface LoadOf {
  readonly base: string;
  readonly path: string;
  readonly seconds: number;
  /** Requests a second of each; 0: as many as four connections bring. */
  readonly firms: readonly { readonly key: string; readonly rate: number }[];
}

export interface Sent {
  readonly firm: number;
  readonly status: number;
  /** From the moment at which the request was due. */
  readonly ms: number;
}

const CONNECTIONS_ALONE = 4;

function send(agent: Agent, { base, path }: LoadOf, key: string): Promise<number> {
  return new Promise((resolve) => {
    const call = request(`${base}${path}`, { agent, headers: { authorization: `Bearer ${key}` } }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
    });
    call.once('error', () => resolve(0));
    call.end();
  });
}

/**
 * Sends by the clock, whatever has been answered, at times that chance draws: callers know nothing of each other, and requests that
 * come one after the other at even distances would never meet. The other firms' times are the same in each pair.
 */
async function atRandom(load: LoadOf, firm: number, sent: Sent[]): Promise<void> {
  const { key, rate } = load.firms[firm] as LoadOf['firms'][number];
  const agent = new Agent({ keepAlive: true, maxSockets: 800 });
  const chance = new SeededChance(firm);
  const gap = (): number => (-Math.log(1 - chance.next()) * 1_000) / rate;
  const start = performance.now();
  const under: Promise<void>[] = [];
  for (let due = start + gap(); due < start + load.seconds * 1_000; due += gap()) {
    while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    under.push(send(agent, load, key).then((status) => void sent.push({ firm, status, ms: performance.now() - due })));
  }
  await Promise.all(under);
  agent.destroy();
}

async function asFastAsItGoes(load: LoadOf, firm: number, sent: Sent[]): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const until = performance.now() + load.seconds * 1_000;
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const due = performance.now();
      const status = await send(agent, load, load.firms[firm]?.key ?? '');
      sent.push({ firm, status, ms: performance.now() - due });
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS_ALONE }, one));
  agent.destroy();
}

if (!isMainThread) {
  const load = workerData as LoadOf;
  const sent: Sent[] = [];
  const work = load.firms.map(({ rate }, firm) => (rate === 0 ? asFastAsItGoes : atRandom)(load, firm, sent));
  void Promise.all(work).then(() => parentPort?.postMessage(sent));
}
