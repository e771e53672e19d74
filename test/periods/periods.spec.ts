import { cutOffOf } from '../../src/clearance/domain/cut-off.js';
import { workingCalendar } from '../../src/markets/data/working-calendar.js';
import { preCloseAt } from '../../src/open-items/domain/month-close.js';
import {
  enterRuns,
  listRuns,
  type PeriodKey,
  type PeriodRun,
  runPeriod,
} from '../../src/periods/ledger/period-ledger.js';
import { Periods } from '../../src/periods/periods.service.js';
import { reminderDueAt } from '../../src/reminders/domain/due.js';
import { settlementDueAt } from '../../src/settlement/domain/due.js';
import { daysBetween } from '../../src/vocabulary/period.js';
import { Given } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';
import { asOwner } from '../support/owner.js';
import { runElsewhere } from '../support/processes/worker.js';

const office = useOffice({ at: '2026-11-09T02:00:00Z' });
const given = new Given(office);
const MARKET = 'KQ-CTC';

/** What each kind leaves behind for a period: everything by which a half or a double result would show. */
const RESULT: Readonly<Record<string, string>> = {
  'daily-clearance': 'SELECT id, carried_over AS count, digest FROM clearance_run WHERE market = $1 AND day::text = $2',
  'weekly-settlement': `SELECT s.id, s.digest FROM settlement s WHERE s.market = $1 AND s.week = $2 ORDER BY s.id`,
  'monthly-reminder':
    "SELECT id, digest FROM reminder WHERE market = $1 AND month = $2 AND kind = 'reminder' ORDER BY id",
  'pre-close-warning':
    "SELECT id, digest FROM reminder WHERE market = $1 AND month = $2 AND kind = 'pre-close' ORDER BY id",
};
const resultOf = ({ kind, market, period }: PeriodKey) =>
  office.rows<{ digest: string }>(RESULT[kind] ?? '', [market, period]);

async function runOf(key: PeriodKey): Promise<PeriodRun | undefined> {
  const runs = await given.system((tx) =>
    listRuns(tx, { kind: key.kind, state: null, markets: [key.market], after: null, limit: 5_000 }),
  );
  return runs.find(({ period }) => period === key.period);
}

const owner = (sql: string) => asOwner(office, sql);

const forget = ({ kind, period }: PeriodKey) =>
  owner(`DELETE FROM period_attempt_end WHERE attempt_id IN (SELECT id FROM period_attempt WHERE kind = '${kind}' AND period = '${period}');
    DELETE FROM period_attempt WHERE kind = '${kind}' AND period = '${period}';
    DELETE FROM period_run WHERE kind = '${kind}' AND period = '${period}'`);

/** Facts for everything: a closed week's worth, something open, something to be reminded of. */
beforeAll(async () => {
  const items = [{ to: 'NGA', cny: '700.00', usd: '100.00' }];
  for (const day of ['10', '11', '12']) {
    const filed = `2026-11-${day}T02:00:00.000Z`;
    await given.declaration({ filed, released: filed, closed: `2026-11-${day}T04:00:00.000Z`, items });
    await given.declaration({ filed, returned: `2026-11-${day}T05:00:00.000Z`, broker: 'brokerB' });
  }
});

describe('a period', () => {
  const enterNow = (key: PeriodKey) =>
    given.system((tx) => enterRuns(tx, [{ ...key, dueAt: office.clock.now().toISOString() }]));

  beforeAll(async () => {
    await given.followUp(MARKET, null);
    office.clock.goTo('2026-12-01T04:00:00Z');
  });

  it('that was killed is enqueued again by the reconciler, whatever became of its job', async () => {
    const key: PeriodKey = { kind: 'daily-clearance', market: MARKET, period: '2026-11-14' };
    await enterNow(key);
    await runElsewhere(office, key, 'period-worked');
    await given.system(async (tx) => {
      await tx.run('UPDATE outbox SET sent_at = clock_timestamp() WHERE sent_at IS NULL'); // Every job is lost with its queue.
      await tx.run("UPDATE period_run SET enqueued_at = enqueued_at - interval '1 minute' WHERE state <> 'finished'");
    });
    await office.tick();
    await office.drain();
    expect(await runOf(key)).toMatchObject({ state: 'finished' });
  });
});

describe('a period that is run more than once', () => {
  const keyOf = (period: string): PeriodKey => ({ kind: 'daily-clearance', market: MARKET, period });

  beforeAll(async () => {
    await given.followUp(MARKET, '2026-12-01');
    office.clock.goTo('2026-12-11T12:30:00Z');
    await office.tick();
  });

  it('has one result when its job is delivered twice, at once and again', async () => {
    await office.deliverTwice(runPeriod, { ...keyOf('2026-12-02') });
    expect(await resultOf(keyOf('2026-12-02'))).toHaveLength(1);
    expect(await runOf(keyOf('2026-12-02'))).toMatchObject({ state: 'finished' });
  });

  it('has one result when two workers of one process take it', async () => {
    const periods = office.get(Periods);
    await Promise.all([1, 2, 3, 4].map(() => periods.runNow(keyOf('2026-12-03'))));
    const [first] = await resultOf(keyOf('2026-12-03'));
    await periods.runNow(keyOf('2026-12-03'));
    expect(await resultOf(keyOf('2026-12-03'))).toEqual([first]);
  });

  it('has one result when two processes take it', async () => {
    const key = keyOf('2026-12-06');
    const ends = await Promise.all([runElsewhere(office, key), runElsewhere(office, key)]);
    expect(ends).toEqual([expect.objectContaining({ code: 0 }), expect.objectContaining({ code: 0 })]);
    expect(await resultOf(key)).toHaveLength(1);
    const audits = await office.rows(
      "SELECT 1 FROM audit_entry WHERE action = 'clearance.finished' AND detail ->> 'day' = $1",
      [key.period],
    );
    expect(audits).toHaveLength(1);
  });

  it('takes the older ones first, whichever job arrives', async () => {
    await office.get(Periods).process({ ...keyOf('2026-12-10') });
    const days = await office.rows<{ day: string }>(
      "SELECT day FROM clearance_run WHERE day >= '2026-12-07' ORDER BY id",
    );
    expect(days.map(({ day }) => day)).toEqual(['2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10']);
  });
});

describe('after a standstill', () => {
  it.each([
    [1, '2026-12-12'],
    [9, '2026-12-21'],
    [40, '2027-01-30'],
  ])('of %i days every missed period runs once, the oldest first', async (missed, last) => {
    await office.drain();
    const before = await office.rows<{ day: string }>('SELECT max(day)::text AS day FROM clearance_run');
    expect(daysBetween(before[0]?.day ?? '', last)).toBe(missed);
    office.clock.goTo(`${last}T12:00:00Z`);
    const [one, two] = await Promise.all([office.tick(), office.tick()]);
    const entered = [...one, ...two].filter(({ kind }) => kind === 'daily-clearance').map(({ period }) => period);
    expect(entered).toHaveLength(missed);
    await office.drain();
    const ran = await office.rows<{ day: string }>('SELECT day FROM clearance_run WHERE day > $1 ORDER BY id', [
      before[0]?.day,
    ]);
    expect(ran.map(({ day }) => day)).toEqual(entered.toSorted());
    expect(await office.tick()).toEqual([]);
    expect(await office.rows("SELECT 1 FROM period_run WHERE state <> 'finished'")).toEqual([]);
  });

  it('weeks and months are caught up as well, also over the turn of the year', async () => {
    const runs = await office.rows<{ period: string }>(
      "SELECT period FROM period_run WHERE kind <> 'daily-clearance' AND due_at > '2026-12-12' ORDER BY due_at",
    );
    const weeks = ['2026-W50', '2026-W51', '2026-W52', '2026-W53', '2027-W01', '2027-W02', '2027-W03'];
    expect(runs.map(({ period }) => period).toSorted()).toEqual([...weeks, '2026-12', '2026-12', '2027-01'].toSorted());
  });

  it('every period was due when its rule says: the calendar of the database and that of the code agree', async () => {
    const runs = await office.rows<PeriodRun>(
      'SELECT kind, period, due_at AS "dueAt" FROM period_run WHERE market = $1 AND due_at > $2',
      [MARKET, '2026-12-02'],
    );
    const calendar = new Map(workingCalendar().map(({ day, working }) => [day, working]));
    const rules: Readonly<Record<string, (period: string) => string>> = {
      'daily-clearance': (day: string) => cutOffOf(day, { cutOff: '20:00' }),
      'weekly-settlement': (week: string) => settlementDueAt(week, {}),
      'monthly-reminder': (month: string) => reminderDueAt(month, {}),
      'pre-close-warning': (month: string) => preCloseAt(month, {}, calendar).at,
    };
    expect(new Set(runs.map(({ kind }) => kind)).size).toBe(4);
    for (const { kind, period, dueAt } of runs) expect([period, dueAt]).toEqual([period, rules[kind]?.(period)]);
  });

  it('a day asked for in between leaves no hole before it', async () => {
    office.clock.goTo('2027-02-03T12:00:00Z');
    await office.as('officer').post('/v1/clearance-runs').send({ market: MARKET, date: '2027-02-02' }).expect(202);
    const entered = (await office.tick()).filter(({ kind }) => kind === 'daily-clearance');
    expect(entered.map(({ period }) => period)).toEqual(['2027-01-31', '2027-02-01', '2027-02-03']);
    await office.drain();
  });
});

describe('GET /v1/jobs', () => {
  it('is the ledger: what was due, what ran, how it ended', async () => {
    const { body } = await office.as('officer').get('/v1/jobs?kind=weekly-settlement&limit=2').expect(200);
    expect((body.items as PeriodRun[]).map(({ period }) => period)).toEqual(['2027-W04', '2027-W03']);
    const done = { market: MARKET, state: 'finished', attempts: 1, error: null };
    expect(body.items[0]).toMatchObject({ kind: 'weekly-settlement', ...done });
    expect(body.items[0].digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('pages through everything once', async () => {
    const all = await office.as('admin').get('/v1/jobs?limit=500').expect(200);
    const paged: PeriodRun[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await office
        .as('officer')
        .get(`/v1/jobs?limit=50${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      paged.push(...(body.items as PeriodRun[]));
      cursor = body.nextCursor as string | null;
    }
    expect(paged).toEqual(all.body.items);
  });

  it('is for officers of the market and for administrators', async () => {
    await office.as('brokerA').get('/v1/jobs').expect(403);
    expect((await office.as('officerElsewhere').get('/v1/jobs').expect(200)).body.items).toEqual([]);
    for (const query of ['kind=daily', 'state=lost', 'market=XX-XXX', 'cursor=WzFd', 'colour=red']) {
      await office.as('officer').get(`/v1/jobs?${query}`).expect(400);
    }
  });
});

describe('a period that is not over', () => {
  it.each([
    { kind: 'daily-clearance', market: MARKET, period: '2027-02-20' },
    { kind: 'weekly-settlement', market: MARKET, period: '2027-W07' },
    { kind: 'monthly-reminder', market: MARKET, period: '2027-02' },
    { kind: 'pre-close-warning', market: MARKET, period: '2027-02' },
  ] as const)('is not frozen, whatever the ledger says ($kind)', async (key) => {
    await given.system((tx) => enterRuns(tx, [{ ...key, dueAt: office.clock.now().toISOString() }]));
    office.app.useLogger(false);
    await expect(office.get(Periods).runNow(key)).rejects.toThrow('period-not-over');
    office.app.useLogger(['error']);
    expect(await resultOf(key)).toEqual([]);
    await forget(key);
  });
});

describe('a period that cannot be run', () => {
  const key: PeriodKey = { kind: 'daily-clearance', market: MARKET, period: '2027-02-04' };
  const retry = (who: 'officer' | 'officerElsewhere' | 'brokerA', period = key.period) =>
    office.as(who).post(`/v1/jobs/daily-clearance/${MARKET}/${period}/retry`);

  it('has failed for good with its reason after eight attempts, and does not hold up the next', async () => {
    await owner(`CREATE FUNCTION refuse_day() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.day = '2027-02-04' THEN RAISE EXCEPTION 'the fourth is cursed'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER refuse_day BEFORE INSERT ON clearance_run FOR EACH ROW EXECUTE FUNCTION refuse_day()`);
    office.clock.goTo('2027-02-05T12:00:00Z');
    await office.tick();
    await given.system((tx) => tx.run('UPDATE outbox SET sent_at = clock_timestamp() WHERE sent_at IS NULL'));
    office.app.useLogger(false); // Eight stack traces that are expected.
    for (let attempt = 1; attempt <= 8; attempt++) {
      await expect(office.get(Periods).runNow(key)).rejects.toThrow('cursed');
    }
    expect(await runOf(key)).toMatchObject({
      state: 'failed',
      attempts: 8,
      error: 'the fourth is cursed',
      result: null,
    });
    const { body } = await office.as('officer').get('/v1/jobs?state=failed').expect(200);
    expect((body.items as PeriodRun[]).map(({ period }) => period)).toEqual([key.period]);
    const shown = await office.as('officer').get(`/v1/clearance-runs/${MARKET}/${key.period}`).expect(200);
    expect(shown.body).toMatchObject({ state: 'due', error: 'the fourth is cursed', carriedOver: null, items: [] });
    await office.get(Periods).process({ ...key, period: '2027-02-05' });
    expect(await runOf({ ...key, period: '2027-02-05' })).toMatchObject({ state: 'finished' });
  });

  it('is tried again when somebody asks for it, and runs once the cause is gone', async () => {
    await owner('DROP TRIGGER refuse_day ON clearance_run');
    await retry('brokerA').expect(403);
    await retry('officerElsewhere').expect(404);
    await retry('officer', '2030-01-01').expect(404);
    await office.as('officer').post(`/v1/jobs/daily-nonsense/${MARKET}/2027-02-04/retry`).expect(404);
    expect((await retry('officer').expect(202)).body).toMatchObject({ state: 'due', attempts: 0 });
    await office.drain();
    expect(await runOf(key)).toMatchObject({ state: 'finished', error: null });
    const again = (await retry('officer').set('Accept-Language', 'en').expect(409)).body;
    expect(again).toMatchObject({ code: 'period-finished', remedy: expect.stringContaining('rerun') });
  });
});
