import { Worker } from 'node:worker_threads';
import { join } from 'node:path';
import { Keys } from '../src/access/keys.service.js';
import { Organisations } from '../src/access/organisations.service.js';
import { SYSTEM } from '../src/platform/database/actor.js';
import type { LoadOf, Sent } from './fairness-load.js';
import type { Stage } from './stage.js';

const FIRMS = 5;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 8);
const PAIRS = Number.parseInt(process.env['BENCH_PAIRS'] ?? '3', 10);
/** All firms together use this part of what the service can do. */
const USED = 0.6;
const TIMES = 10;
const PATH = '/v1/declarations?limit=50';

/**
 * Five firms ask at the same rate, then one of them at ten times its rate, which is more than the service can do. Prints the 99th
 * percentile of the other four in both, and the ratio: 1.5 is the aim. Requests are sent by a thread of their own, at times that are drawn
 * beforehand and not after the answer before, so that a slow answer hides nothing.
 */
export async function run(stage: Stage): Promise<void> {
  const keys = await Promise.all(Array.from({ length: FIRMS }, () => newFirm(stage)));
  const base = await stage.app.getUrl();
  const alone = await load({
    base,
    path: PATH,
    seconds: Math.min(SECONDS, 4),
    firms: keys.map((key) => ({ key, rate: 0 })),
  });
  const rate = Math.max(1, Math.floor(((alone.length / Math.min(SECONDS, 4)) * USED) / FIRMS));
  const ratios: number[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const even = await load({ base, path: PATH, seconds: SECONDS, firms: keys.map((key) => ({ key, rate })) });
    const firms = keys.map((key, n) => ({ key, rate: n === 0 ? rate * TIMES : rate }));
    const uneven = await load({ base, path: PATH, seconds: SECONDS, firms });
    const [before, after] = [p99(ofTheRest(even)), p99(ofTheRest(uneven))];
    ratios.push(after / before);
    console.log(
      `fairness ${rate}/s a firm, one ${TIMES} times: others' p99 ${after.toFixed(1)} ms, baseline ${before.toFixed(1)} ms, ` +
        `ratio ${(after / before).toFixed(2)}; the one: ${outcomes(uneven.filter(({ firm }) => firm === 0))}; others: ${outcomes(ofTheRest(uneven))}`,
    );
  }
  console.log(`fairness: ratio ${ratios.sort((a, b) => a - b)[Math.floor(PAIRS / 2)]?.toFixed(2)}`);
}

const ofTheRest = (sent: readonly Sent[]): Sent[] => sent.filter(({ firm }) => firm !== 0);

function p99(sent: readonly Sent[]): number {
  const sorted = sent.map(({ ms }) => ms).sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0;
}

function outcomes(sent: readonly Sent[]): string {
  const counts = new Map<number, number>();
  for (const { status } of sent) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} × ${status}`).join(', ');
}

const load = (workerData: LoadOf): Promise<Sent[]> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'fairness-load.js'), { workerData });
    worker.once('message', resolve);
    worker.once('error', reject);
  });

function newFirm({ app, database }: Stage): Promise<string> {
  return database.transaction(SYSTEM, async (tx) => {
    const { id: organisationId } = await app.get(Organisations).create(tx, { kind: 'broker', name: '公平报关行' });
    const made = await app.get(Keys).create(tx, { name: 'fairness', role: 'broker', organisationId, expiresAt: null });
    return made.key;
  });
}
