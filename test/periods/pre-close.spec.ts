import type { PeriodKey, PeriodRun } from '../../src/periods/ledger/period-ledger.js';
import { Periods } from '../../src/periods/periods.service.js';
import type { Reminder } from '../../src/reminders/reminders.query.js';
import { Given } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';

const office = useOffice({ at: '2026-11-02T02:00:00Z' });
const given = new Given(office);
const MARKET = 'KQ-CTC';

/** A moment in Asia/Shanghai. */
const at = (day: string, time = '10:00'): string => new Date(`${day}T${time}:00+08:00`).toISOString();

async function warnings(month: string, who: 'officer' | 'brokerA' | 'brokerB' = 'officer'): Promise<Reminder[]> {
  const { body } = await office.as(who).get(`/v1/reminders?month=${month}&kind=pre-close`).expect(200);
  return body.items as Reminder[];
}
const references = ({ items }: Reminder) =>
  items.map(({ subject }) => ('reference' in subject ? subject.reference : subject.number));

async function runOf(period: string): Promise<PeriodRun> {
  const { body } = await office.as('officer').get('/v1/jobs?kind=pre-close-warning&limit=500').expect(200);
  return (body.items as PeriodRun[]).find((run) => run.period === period) as PeriodRun;
}

async function goTo(moment: string): Promise<void> {
  office.clock.goTo(moment);
  await office.tick();
  await office.drain();
}

beforeAll(async () => {
  await given.followUp(MARKET, '2026-11-02');
  await given.declaration({ reference: 'OLD', filed: at('2026-09-20'), released: at('2026-09-25') });
  await given.declaration({ reference: 'NEW', filed: at('2026-11-24'), released: at('2026-11-24') });
  await given.declaration({
    reference: 'DONE',
    filed: at('2026-11-20'),
    released: at('2026-11-20'),
    closed: at('2026-11-21'),
  });
  await given.declaration({ reference: 'HELD', filed: at('2026-11-20') });
  await given.declaration({ reference: 'LATER', filed: at('2026-11-25'), released: at('2026-11-25', '08:01') });
  await given.declaration({
    reference: 'OTHER',
    broker: 'brokerB',
    filed: at('2026-11-20'),
    released: at('2026-11-20'),
  });
});

describe('the warning before a month closes', () => {
  it('comes three working days before, at the reminder time, and not before', async () => {
    await goTo(at('2026-11-25', '07:59'));
    expect(await warnings('2026-11')).toEqual([]);
    await goTo(at('2026-11-25', '08:00'));
    expect(await warnings('2026-11')).toHaveLength(2);
    expect(await runOf('2026-11')).toMatchObject({
      state: 'finished',
      dueAt: at('2026-11-25', '08:00'),
      result: { reminders: 2, items: 3, excluded: 0, calendarPublished: true },
    });
  });

  it('lists what is released and not closed, to the firm and to its office', async () => {
    const [mine] = await warnings('2026-11', 'brokerA');
    expect(mine && references(mine)).toEqual(['OLD', 'NEW']);
    expect(mine).toMatchObject({ kind: 'pre-close', calendarPublished: true, acknowledgements: [] });
    expect((await warnings('2026-11', 'brokerB')).map(references)).toEqual([['OTHER']]);
    expect((await office.as('officerElsewhere').get('/v1/reminders?kind=pre-close').expect(200)).body.items).toEqual(
      [],
    );
    await office.as('officer').get('/v1/reminders?kind=weekly').expect(400);
  });

  it('is another thing than the reminder of the month: neither replaces the other', async () => {
    await goTo(at('2026-12-01', '08:00'));
    const { body } = await office.as('brokerA').get('/v1/reminders?month=2026-11').expect(200);
    expect((body.items as Reminder[]).map(({ kind }) => kind).toSorted()).toEqual(['pre-close', 'reminder']);
    const only = await office.as('brokerA').get('/v1/reminders?month=2026-11&kind=reminder').expect(200);
    expect(only.body.items).toHaveLength(1);
  });

  it('is given again in full the next month, acknowledged or not', async () => {
    const [mine] = await warnings('2026-11', 'brokerA');
    await office
      .as('brokerA')
      .post(`/v1/reminders/${mine?.id}/acknowledgements`)
      .send({ note: '已联系承运人' })
      .expect(200);
    await goTo(at('2026-12-28', '08:00'));
    expect((await warnings('2026-12', 'brokerA')).map(references)).toEqual([['OLD', 'NEW', 'LATER']]);
  });

  it('says when its day was counted on a calendar nobody has published', async () => {
    await goTo(at('2027-01-28', '08:00'));
    expect((await runOf('2027-01')).result).toMatchObject({ calendarPublished: false });
    expect((await warnings('2027-01', 'brokerA'))[0]).toMatchObject({ calendarPublished: false });
  });

  it('is not given for a month that is over: after a standstill it would come too late', async () => {
    await goTo(at('2027-03-30', '08:00'));
    expect(await warnings('2027-02')).toEqual([]);
    expect((await runOf('2027-02')).result).toEqual({ reminders: 0, items: 0, excluded: 0, late: true });
    expect((await warnings('2027-03')).length).toBeGreaterThan(0);
  });
});

describe('a warning that is run more than once', () => {
  const keyOf = (period: string): PeriodKey => ({ kind: 'pre-close-warning', market: MARKET, period });
  const count = (period: string) =>
    office.rows("SELECT broker_id FROM reminder WHERE kind = 'pre-close' AND month = $1", [period]);

  it('has one result when four take it at once', async () => {
    office.clock.goTo(at('2027-04-29', '12:00'));
    await office.tick();
    const periods = office.get(Periods);
    await Promise.all([1, 2, 3, 4].map(() => periods.runNow(keyOf('2027-04'))));
    expect(await count('2027-04')).toHaveLength(2);
    await office.drain();
  });
});
