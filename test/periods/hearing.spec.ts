import { SYSTEM } from '../../src/platform/database/actor.js';
import { publish, publishAll } from '../../src/platform/outbox/outbox.js';
import { Relay } from '../../src/platform/outbox/relay.js';
import { Hearing } from '../../src/platform/queue/hearing.js';
import { Jobs } from '../../src/platform/queue/jobs.service.js';
import { compactRollups } from '../../src/statistics/compact-rollups.jobs.js';
import { until } from '../support/faults.js';
import { useOffice } from '../support/office.js';

const office = useOffice();
const LOOK_EVERY_MS = 100;
/** Three times as long as it takes to be called deaf. */
const LOOKS = 21;

/** BullMQ's own worker, told to take no more jobs while it stays alive: what a client that lost its connection looks like. */
const deafen = () => (Reflect.get(office.get(Jobs), 'worker') as { pause(now: boolean): Promise<void> }).pause(true);
const aWhile = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Whether it is called deaf within so many looks. */
async function isDeaf(looks: number): Promise<boolean> {
  const hearing = office.get(Hearing);
  let deaf = false;
  hearing.whenDeaf(() => (deaf = true));
  hearing.start(LOOK_EVERY_MS);
  for (let look = 0; look < looks && !deaf; look++) await aWhile(LOOK_EVERY_MS);
  hearing.stop();
  return deaf;
}

describe('a worker', () => {
  it('that hears well is left alone, with work and without', async () => {
    await office.database.transaction(SYSTEM, (tx) => publish(tx, compactRollups, {}));
    await office.get(Relay).sendBatch();
    expect(await isDeaf(LOOKS)).toBe(false);
    await office.drain();
  });

  it('is answered also where there is no job for it, as beside one that takes every knock', async () => {
    const before = office.get(Jobs).hearing?.answers ?? 0;
    await until(() => (office.get(Jobs).hearing?.answers ?? 0) > before);
  });

  it('is answered by each job, also by one that comes with the end of the job before', async () => {
    const jobs = Array.from({ length: 200 }, () => ({}));
    await office.database.transaction(SYSTEM, (tx) => publishAll(tx, compactRollups, jobs));
    const before = office.get(Jobs).hearing?.answers ?? 0;
    await office.drain();
    expect((office.get(Jobs).hearing?.answers ?? 0) - before).toBeGreaterThanOrEqual(jobs.length);
  });

  it('that is alive and takes no jobs any more is noticed, without any other work in the queue', async () => {
    await deafen();
    expect(await isDeaf(20 * LOOKS)).toBe(true);
  });
});
