import { SYSTEM } from '../../src/platform/database/actor.js';
import { publish, publishAll } from '../../src/platform/outbox/outbox.js';
import { Relay } from '../../src/platform/outbox/relay.js';
import { WorkerLiveness } from '../../src/platform/queue/worker-liveness.js';
import { Jobs } from '../../src/platform/queue/jobs.service.js';
import { compactRollups } from '../../src/statistics/compact-rollups.jobs.js';
import { until } from '../support/faults/faults.js';
import { useOffice } from '../support/office.js';

const office = useOffice();
const CHECK_EVERY_MS = 100;
/** Three times as many as it takes to be found stalled. */
const CHECKS = 21;

/** BullMQ's own worker, paused while it stays alive: what a client that lost its connection looks like. */
const stallWorker = () =>
  (Reflect.get(office.get(Jobs), 'worker') as { pause(now: boolean): Promise<void> }).pause(true);
const aWhile = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Whether the worker is found stalled within so many checks. */
async function isFoundStalled(checks: number): Promise<boolean> {
  const liveness = office.get(WorkerLiveness);
  let isStalled = false;
  liveness.onStalled(() => (isStalled = true));
  liveness.start(CHECK_EVERY_MS);
  for (let check = 0; check < checks && !isStalled; check++) await aWhile(CHECK_EVERY_MS);
  liveness.stop();
  return isStalled;
}

describe('a worker', () => {
  it('that receives jobs is left alone, with work and without', async () => {
    await office.database.transaction(SYSTEM, (tx) => publish(tx, compactRollups, {}));
    await office.get(Relay).sendBatch();
    expect(await isFoundStalled(CHECKS)).toBe(false);
    await office.drain();
  });

  it('is answered also where there is no job for it, as beside one that takes every ping', async () => {
    const before = office.get(Jobs).workerActivity?.answers ?? 0;
    await until(() => (office.get(Jobs).workerActivity?.answers ?? 0) > before);
  });

  it('is answered by each job, also by one that comes with the end of the job before', async () => {
    const jobs = Array.from({ length: 200 }, () => ({}));
    await office.database.transaction(SYSTEM, (tx) => publishAll(tx, compactRollups, jobs));
    const before = office.get(Jobs).workerActivity?.answers ?? 0;
    await office.drain();
    expect((office.get(Jobs).workerActivity?.answers ?? 0) - before).toBeGreaterThanOrEqual(jobs.length);
  });

  it('that is alive and takes no jobs any more is noticed, without any other work in the queue', async () => {
    await stallWorker();
    expect(await isFoundStalled(20 * CHECKS)).toBe(true);
  });
});
