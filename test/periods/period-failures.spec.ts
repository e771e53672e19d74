import { enterRuns, listRuns, type PeriodKey, type PeriodRun } from '../../src/periods/ledger/period-ledger.js';
import type { PeriodAttempt } from '../../src/periods/ledger/period-attempts.js';
import { Periods } from '../../src/periods/periods.service.js';
import { minutesAfter } from '../../src/vocabulary/period.js';
import { Given } from '../support/trade/given.js';
import { useOffice, type Who } from '../support/office.js';
import { asOwner } from '../support/owner.js';

const office = useOffice({ at: '2026-11-10T02:00:00Z' });
const given = new Given(office);
const day = (count: number, market = 'KQ-CTC'): PeriodKey => ({
  kind: 'daily-clearance',
  market,
  period: `2026-11-${count}`,
});
type Job = PeriodRun & { history: PeriodAttempt[] };
const job = async ({ kind, market, period }: PeriodKey, who: Who = 'admin'): Promise<Job> =>
  (await office.as(who).get(`/v1/periods/${kind}/${market}/${period}`).expect(200)).body;

/** Everything the calendar and the queue do at this moment; a period whose job has been silent for half a minute is enqueued again. */
async function pass(moment: string): Promise<void> {
  office.clock.stopAt(moment);
  await given.system((tx) =>
    tx.run("UPDATE period_run SET enqueued_at = enqueued_at - interval '1 minute' WHERE state <> 'finished'"),
  );
  await office.tick();
  await office.drain();
}

beforeAll(async () => {
  await given.followUp('KQ-CTC', '2026-11-10');
  await given.system((tx) => tx.run("UPDATE market SET follow_up_since = '2026-11-10' WHERE code = 'YW-ICC'"));
  expect(await office.rows('SELECT 1 FROM market WHERE follow_up_since IS NOT NULL')).toHaveLength(2);
  await given.declaration({ filed: '2026-11-10T01:00:00Z' });
  await given.declaration({ filed: '2026-11-10T01:00:00Z', market: 'YW-ICC', office: '2921' });
});

describe('a day that fails whatever firms it leaves out', () => {
  beforeAll(async () => {
    await asOwner(
      office,
      `CREATE FUNCTION refuse_market() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF NEW.market = 'KQ-CTC' THEN RAISE EXCEPTION 'cursed'; END IF; RETURN NEW; END $$;
       CREATE TRIGGER refuse_market BEFORE INSERT ON clearance_run FOR EACH ROW EXECUTE FUNCTION refuse_market()`,
    );
    office.app.useLogger(false);
  });
  afterAll(() => office.app.useLogger(['error']));

  it('does not stop another market', async () => {
    await pass('2026-11-10T12:00:00.000Z');
    expect(await job(day(10, 'YW-ICC'))).toMatchObject({ state: 'finished', attempts: 1 });
    expect(await job(day(10))).toMatchObject({ state: 'due', attempts: 1, result: null, error: 'cursed' });
  });

  it('waits before it is tried again, however often it is enqueued', async () => {
    const first = await job(day(10));
    expect(first.history).toMatchObject([
      { outcome: 'failed', error: first.error, nextAttemptAt: first.nextAttemptAt },
    ]);
    const wait = Date.parse(first.nextAttemptAt ?? '') - Date.parse('2026-11-10T12:00:00Z');
    expect(wait).toBeGreaterThanOrEqual(22_500);
    expect(wait).toBeLessThanOrEqual(37_500);
    for (let delivery = 0; delivery < 3; delivery++) await office.get(Periods).process({ ...day(10) });
    await pass('2026-11-10T12:00:20.000Z');
    expect((await job(day(10))).history).toHaveLength(1);
  });

  it('waits longer each time, holds up its own followers only, and has failed for good after eight attempts', async () => {
    const waits: number[] = [];
    for (let attempt = 2; attempt <= 8; attempt++) {
      const { nextAttemptAt } = await job(day(10));
      await pass(nextAttemptAt ?? '');
      const after = await job(day(10));
      expect(after.history).toHaveLength(attempt);
      if (after.nextAttemptAt) waits.push(Date.parse(after.nextAttemptAt) - Date.parse(nextAttemptAt ?? ''));
    }
    expect(waits).toHaveLength(6);
    expect(waits).toEqual(waits.toSorted((one, other) => one - other));
    const failed = await job(day(10));
    expect(failed).toMatchObject({ state: 'failed', attempts: 8, nextAttemptAt: null, result: null });
    expect(failed.history.at(-1)).toMatchObject({ outcome: 'failed', nextAttemptAt: null, error: failed.error });
    const { body } = await office.as('officer').get('/v1/jobs?state=failed').expect(200);
    expect((body.items as PeriodRun[]).map(({ period }) => period)).toEqual(['2026-11-10']);
  });

  it('runs once its cause is gone and somebody asks, and keeps its history', async () => {
    await asOwner(office, 'DROP TRIGGER refuse_market ON clearance_run');
    await office.as('officer').post('/v1/jobs/daily-clearance/KQ-CTC/2026-11-10/retry').expect(202);
    await office.drain();
    const done = await job(day(10), 'officer');
    expect(done).toMatchObject({ state: 'finished', attempts: 1, error: null, nextAttemptAt: null });
    expect(done.history.map(({ outcome }) => outcome)).toEqual([
      ...Array.from({ length: 7 }, () => 'failed'),
      'failed',
      'finished',
    ]);
  });
});

describe('a market whose settings are nonsense', () => {
  it.each([
    'null',
    '[]',
    '"20:00"',
    '{"settlementTime": 7, "dueDays": [], "weekAfterDays": -1, "exemptionFilingDay": "x"}',
  ])('is followed up by the defaults, like the others: %s', async (settings) => {
    await asOwner(office, `UPDATE market SET settings = '${settings}' WHERE code = 'KQ-CTC'`);
    const now = office.clock.now().toISOString();
    await pass(minutesAfter(now, 24 * 60));
    const runs = await given.system((tx) =>
      listRuns(tx, { kind: null, state: null, markets: null, after: null, limit: 500 }),
    );
    expect(runs.filter(({ dueAt }) => dueAt > now).length).toBeGreaterThanOrEqual(2);
    expect(runs.filter(({ state }) => state !== 'finished')).toEqual([]);
  });
});

describe('the history of a period', () => {
  it('cannot be emptied or changed, also not by an administrator', async () => {
    for (const who of ['admin', 'officer'] as const) {
      for (const sql of [
        'DELETE FROM period_attempt',
        'DELETE FROM period_attempt_end',
        "UPDATE period_attempt SET worker = 'nobody'",
        "UPDATE period_attempt_end SET outcome = 'finished'",
        'TRUNCATE period_attempt CASCADE',
        'DELETE FROM period_run',
      ]) {
        await expect(office.database.transaction(office.actor(who), (tx) => tx.run(sql))).rejects.toThrow(
          'permission denied',
        );
      }
    }
  });

  it('is for officers of the market and for administrators', async () => {
    const path = '/v1/periods/daily-clearance/KQ-CTC/2026-11-10';
    await office.as('officerElsewhere').get(path).expect(404);
    await office.as('brokerA').get(path).expect(403);
    await office.as('officer').get('/v1/periods/daily-nonsense/KQ-CTC/2026-11-10').expect(404);
    await office.as('officer').get('/v1/periods/daily-clearance/KQ-CTC/2030-01-01').expect(404);
  });

  it('has the attempt that came too late as well', async () => {
    const key = day(30);
    await given.system((tx) =>
      tx.run(
        "INSERT INTO period_run (kind, market, period, state, due_at, enqueued_at) VALUES ('daily-clearance', 'KQ-CTC', $1, 'due', $2, now())",
        [key.period, '2026-11-30T12:00:00Z'],
      ),
    );
    office.clock.stopAt('2026-11-30T12:00:00Z');
    const periods = office.get(Periods);
    await Promise.all([1, 2, 3].map(() => periods.runNow(key)));
    const { history } = await job(key);
    const outcomes = history.map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'finished')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(outcomes.length > 1 ? ['finished', 'superseded'] : ['finished']));
  });
});

describe('many jobs for one day at once', () => {
  const key = day(30, 'YW-ICC');
  const deliver = (times: number) =>
    Promise.all(Array.from({ length: times }, () => office.get(Periods).process({ ...key })));

  it('are no attempts before the day is over', async () => {
    const dueAt = minutesAfter(office.clock.now().toISOString(), 1);
    await given.system((tx) => enterRuns(tx, [{ ...key, dueAt }]));
    await deliver(3);
    expect(await job(key)).toMatchObject({ state: 'due', attempts: 0, error: null, history: [] });
    office.clock.stopAt(dueAt);
  });

  it('are one attempt when it fails, and wait for the next', async () => {
    await asOwner(
      office,
      `CREATE FUNCTION refuse_day() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF NEW.day = '2026-11-30' THEN RAISE EXCEPTION 'cursed'; END IF; RETURN NEW; END $$;
       CREATE TRIGGER refuse_day BEFORE INSERT ON clearance_run FOR EACH ROW EXECUTE FUNCTION refuse_day()`,
    );
    office.app.useLogger(false);
    await deliver(10);
    office.app.useLogger(['error']);
    const failed = await job(key);
    expect(failed).toMatchObject({ state: 'due', attempts: 1, error: 'cursed', nextAttemptAt: expect.any(String) });
    expect(failed.history.filter(({ outcome }) => outcome !== 'superseded')).toHaveLength(1);
  });

  it('do not try it once more when it has failed for good', async () => {
    const { nextAttemptAt } = await job(key);
    office.clock.stopAt(nextAttemptAt ?? '');
    await asOwner(office, "UPDATE period_run SET attempts = 7 WHERE state = 'due'");
    office.app.useLogger(false);
    await deliver(10);
    office.app.useLogger(['error']);
    const failed = await job(key);
    expect(failed).toMatchObject({ state: 'failed', attempts: 8, nextAttemptAt: null });
    expect(failed.history.filter(({ outcome }) => outcome === 'failed')).toHaveLength(2);
  });

  it('are one attempt when it succeeds', async () => {
    await asOwner(office, 'DROP TRIGGER refuse_day ON clearance_run');
    await office.as('admin').post('/v1/jobs/daily-clearance/YW-ICC/2026-11-30/retry').expect(202);
    await deliver(10);
    expect(await job(key)).toMatchObject({ state: 'finished', attempts: 1, error: null });
  });
});
