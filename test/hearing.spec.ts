import { SYSTEM } from '../src/platform/database/actor.js';
import { publish } from '../src/platform/outbox/outbox.js';
import { Relay } from '../src/platform/outbox/relay.js';
import { Hearing } from '../src/platform/queue/hearing.js';
import { Jobs } from '../src/platform/queue/jobs.service.js';
import { compactRollups } from '../src/statistics/compact-rollups.jobs.js';
import { useOffice } from './support/office.js';

const office = useOffice();
const EVERY_MS = 50;
const DEAF_AFTER_MS = 600;

/** BullMQ's own worker, told to take no more jobs while it stays alive: what a client that lost its connection looks like. */
const deafen = () => (Reflect.get(office.get(Jobs), 'worker') as { pause(now: boolean): Promise<void> }).pause(true);
const aWhile = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function listen(milliseconds: number): Promise<boolean> {
  const hearing = office.get(Hearing);
  let deaf = false;
  hearing.whenDeaf(() => (deaf = true));
  hearing.start(EVERY_MS, DEAF_AFTER_MS);
  for (let waited = 0; waited < milliseconds && !deaf; waited += EVERY_MS) await aWhile(EVERY_MS);
  hearing.stop();
  return deaf;
}

describe('a worker', () => {
  it('that hears well is left alone, with work and without', async () => {
    await office.database.transaction(SYSTEM, (tx) => publish(tx, compactRollups, {}));
    await office.get(Relay).sendBatch();
    expect(await listen(3 * DEAF_AFTER_MS)).toBe(false);
    await office.drain();
  });

  it('that is alive and takes no jobs any more is noticed, without any other work in the queue', async () => {
    await deafen();
    office.app.useLogger(false);
    expect(await listen(50 * DEAF_AFTER_MS)).toBe(true);
    office.app.useLogger(['error']);
  });
});
