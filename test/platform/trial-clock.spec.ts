import { TrialClock } from '../../src/platform/clock/trial-clock.js';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { aMoment } from '../support/trade/declaring.js';
import { Given } from '../support/trade/given.js';
import { Office, useOffice } from '../support/office.js';
import { createApplication } from '../../src/application.js';
import { readConfig } from '../../src/platform/config/config.js';
import { MovableClock } from '../../src/vocabulary/clock.js';
import { openBackend } from '../../src/platform/queue/backend.js';

const office = useOffice({ at: '2026-11-18T02:00:00Z' });

/** Another process of the same trial: its own clock, the same database. */
async function another(on: Office) {
  const clock = new MovableClock();
  const config = readConfig({ DATABASE_URL: on.databaseUrl, PROCESS_ROLE: 'api', TRIAL_CLOCK: '1' });
  const queue = await openBackend(config, on.databaseUrl, on.name);
  const app = await createApplication({ config, clock, databaseUrl: on.databaseUrl, queue }, ['error']);
  await app.init();
  return { clock, trial: app.get(TrialClock), close: () => app.close() };
}

const hoursApart = (left: Date, right: Date) => Math.abs(left.getTime() - right.getTime()) / 3_600_000;

describe('the clock of a trial', () => {
  it('is one for all its processes, also for one that starts later', async () => {
    const worker = await another(office);
    try {
      expect(await worker.trial.adopt()).toBe(false);
      await office.as('admin').put('/v1/clock').send({ now: '2027-03-01T02:00:00Z' }).expect(200);
      expect(await worker.trial.adopt()).toBe(true);
      expect(hoursApart(worker.clock.now(), new Date('2027-03-01T02:00:00Z'))).toBeLessThan(1);
      expect(await worker.trial.adopt()).toBe(false);
    } finally {
      await worker.close();
    }
  });

  it('goes where another process moves it, without being asked, and enqueues what is due there', async () => {
    await new Given(office).followUp('KQ-CTC', '2027-04-28');
    const worker = await another(office);
    try {
      await worker.trial.follow();
      await office.as('admin').put('/v1/clock').send({ now: '2027-05-01T02:00:00Z' }).expect(200);
      const target = new Date('2027-05-01T02:00:00Z');
      for (let look = 0; look < 100 && hoursApart(worker.clock.now(), target) > 1; look++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(hoursApart(worker.clock.now(), target)).toBeLessThan(1);
    } finally {
      await worker.close(); // Waits for the look.
    }
    const enqueued = await office.rows<{ period: string; times: number }>(
      `SELECT payload ->> 'period' AS period, count(*)::integer AS times FROM outbox
       WHERE payload ->> 'kind' = 'daily-clearance' GROUP BY 1 ORDER BY 1`,
    );
    // Once when they were entered; a worker whose clock was still behind did not answer that.
    expect(enqueued).toEqual(['2027-04-28', '2027-04-29', '2027-04-30'].map((period) => ({ period, times: 2 })));
  });

  it('never jumps back: until the move is committed it is where it was, and from then on where it was moved to', async () => {
    const trial = office.get(TrialClock);
    const before = office.clock.aheadMs;
    let moved: PromiseLike<unknown> = Promise.resolve();
    await office.database.transaction(SYSTEM, async (tx) => {
      await tx.run('LOCK TABLE trial_clock IN SHARE ROW EXCLUSIVE MODE');
      const move = office.as('admin').put('/v1/clock').send({ now: '2028-01-01T02:00:00Z' });
      moved = move.then(({ status }) => expect(status).toBe(200));
      await aMoment();
      expect(await trial.adopt()).toBe(false);
      expect(office.clock.aheadMs).toBe(before);
    });
    await moved;
    expect(await trial.adopt()).toBe(false);
    expect(hoursApart(office.clock.now(), new Date('2028-01-01T02:00:00Z'))).toBeLessThan(1);
  });
});
