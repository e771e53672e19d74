import { createHash } from 'node:crypto';
import { canonicalJson } from '../src/declarations/content.js';
import type { ReminderItem } from '../src/reminders/reminder-items.query.js';
import type { Reminder } from '../src/reminders/reminders.query.js';
import { Given } from './support/given.js';
import { useOffice } from './support/office.js';

const office = useOffice({ at: '2026-11-01T02:00:00Z' });
const given = new Given(office);

/** A moment of 2026 in Asia/Shanghai. */
const at = (monthDay: string, time = '10:00'): string => new Date(`2026-${monthDay}T${time}:00+08:00`).toISOString();

async function reminders(month: string, who: 'officer' | 'brokerA' | 'brokerB' = 'officer'): Promise<Reminder[]> {
  const { body } = await office.as(who).get(`/v1/reminders?month=${month}&market=KQ-CTC`).expect(200);
  return body.items as Reminder[];
}

const told = ({ items }: Reminder): [string, string][] =>
  items.map(({ kind, subject }: ReminderItem) => [kind, 'reference' in subject ? subject.reference : subject.number]);

async function goTo(moment: string): Promise<void> {
  office.clock.goTo(moment);
  await office.tick();
  await office.drain();
}

beforeAll(async () => {
  await given.followUp('KQ-CTC', '2026-11-02');
  await given.declaration({ reference: 'OLD', filed: at('10-20'), released: at('10-25') });
  await given.declaration({ reference: 'YOUNG', filed: at('11-10'), released: at('11-11') });
  await given.declaration({ reference: 'BACK', filed: at('11-20'), returned: at('11-29') });
  const paid = await given.declaration({
    reference: 'PAID',
    filed: at('11-20'),
    released: at('11-21'),
    closed: at('11-22'),
  });
  await given.payment(paid.id, '2026-11-25');
  const filed = await given.declaration({
    reference: 'FILED',
    filed: at('11-20'),
    released: at('11-21'),
    closed: at('11-22'),
  });
  await given.exemptionFiling(filed.id, '2026-11-30');
  await given.declaration({ reference: 'NEXT', filed: at('12-01', '00:00'), returned: at('12-01', '00:30') });
  await given.declaration({ reference: 'OTHER', broker: 'brokerB', filed: at('11-20'), returned: at('11-21') });
  await given.shipment({ container: 'CSQU3054383', left_at: at('10-01') });
  const key = { name: '旧密钥', role: 'broker', organisation: office.people.organisations.brokerA };
  await office
    .as('admin')
    .post('/v1/keys')
    .send({ ...key, expiresAt: at('12-20') })
    .expect(201);
  await office
    .as('admin')
    .post('/v1/keys')
    .send({ ...key, name: '新密钥', expiresAt: at('12-31') })
    .expect(201);
});

describe('the monthly reminder', () => {
  it('is due on the first at the reminder time, not before', async () => {
    await goTo(at('12-01', '07:59'));
    expect(await reminders('2026-11')).toEqual([]);
    await goTo(at('12-01', '08:00'));
    expect(await reminders('2026-11')).toHaveLength(2);
  });

  it('tells a firm what it owed or lacked when the month ended, the earliest due first', async () => {
    const [mine] = await reminders('2026-11', 'brokerA');
    expect(mine && told(mine)).toEqual([
      ['left-not-loaded', 'CSQU3054383'],
      ['released-not-closed', 'OLD'],
      ['returned-not-refiled', 'BACK'],
      ['exemption-filing-due', 'PAID'],
      ['key-expiring', '旧密钥'],
      ['fx-receipt-missing', 'FILED'],
    ]);
    expect(mine?.items[1]).toMatchObject({
      openedAt: at('10-25'),
      dueAt: at('11-02', '20:00'),
      overdue: true,
      level: 'month',
      ageDays: 36,
    });
    expect(mine?.items[3]).toMatchObject({ dueAt: at('12-15', '20:00'), overdue: false });
  });

  it('is for the eyes of the firm and of its customs office', async () => {
    const other = await reminders('2026-11', 'brokerB');
    expect(other.map(told)).toEqual([[['returned-not-refiled', 'OTHER']]]);
    const { body } = await office.as('officerElsewhere').get('/v1/reminders?month=2026-11').expect(200);
    expect(body.items).toEqual([]);
    await office.as('analyst').get('/v1/reminders').expect(403);
  });

  it('stays as it was when something is done afterwards', async () => {
    const before = await reminders('2026-11');
    await given.shipment({ container: 'TGHU0913901', left_at: at('10-01') });
    await office.as('officer').post('/v1/reminders').send({ market: 'KQ-CTC', month: '2026-11' }).expect(202);
    await office.drain();
    expect(await reminders('2026-11')).toEqual(before);
  });

  it('gives the digest that anybody can compute from the answer', async () => {
    for (const { market, month, broker, items, digest } of await reminders('2026-11')) {
      expect(createHash('sha256').update(canonicalJson({ market, month, broker, items })).digest('hex')).toBe(digest);
    }
  });

  it('is refused for a month that is not over, and for what is no month', async () => {
    const ask = (month: string, market = 'KQ-CTC') =>
      office.as('officer').post('/v1/reminders').send({ market, month });
    expect((await ask('2026-12').expect(422)).body.code).toBe('period-not-over');
    expect((await ask('2026-11', 'XX-XXX').expect(422)).body.code).toBe('market-unknown');
    await ask('2026-13').expect(400);
    await office.as('brokerA').post('/v1/reminders').send({ market: 'KQ-CTC', month: '2026-11' }).expect(403);
    await office.as('officer').get('/v1/reminders?month=2026-1').expect(400);
  });
});
