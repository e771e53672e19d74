import type { Reminder } from '../../src/reminders/reminders.query.js';
import { Given } from '../support/trade/given.js';
import { endpoint, deliverNotices } from '../support/notices/notifying.js';
import { useOffice } from '../support/office.js';
import { Receiver } from '../support/notices/receiver.js';

const office = useOffice({ at: '2026-11-24T02:00:00Z' });
const given = new Given(office);
const FOLLOW_UP = ['reminder.created', 'reminder.pre-close', 'settlement.finished', 'clearance.finished'];
const at = (day: string, time = '10:00'): string => new Date(`${day}T${time}:00+08:00`).toISOString();
const names = ['brokerA', 'brokerB', 'officer', 'officerElsewhere', 'admin'] as const;
const receivers = {} as Record<(typeof names)[number], Receiver>;

const received = (who: (typeof names)[number], type: string) =>
  receivers[who].received.filter(({ event }) => event.type === type).map(({ event }) => event.data);

beforeAll(async () => {
  for (const who of names) {
    receivers[who] = await new Receiver().open();
    await endpoint(office, who, receivers[who].url, FOLLOW_UP);
  }
  const closed = { filed: at('2026-11-24'), released: at('2026-11-24'), closed: at('2026-11-24', '11:00') };
  await given.declaration({ ...closed, items: [{ to: 'NGA', cny: '700.00', usd: '100.00' }] });
  await given.declaration({ filed: at('2026-09-20'), released: at('2026-09-25') });
  await given.followUp('KQ-CTC', '2026-11-24');
  office.clock.goTo(at('2026-12-01', '09:00'));
  // In the order of their days, as they fall due when nobody moves the clock.
  for (const moment of [at('2026-11-25', '08:30'), at('2026-11-30', '07:00'), at('2026-12-01', '09:00')]) {
    office.clock.goTo(moment);
    await office.tick();
    await office.drain();
    await deliverNotices(office);
  }
});
afterAll(() => Promise.all(Object.values(receivers).map((each) => each.close())));

describe('the follow-up by webhook', () => {
  it('sends a firm its reminder and its warning, once, with where to read it', async () => {
    const { body } = await office.as('brokerA').get('/v1/reminders?month=2026-11').expect(200);
    const [all, created, warned] = [
      body.items as Reminder[],
      received('brokerA', 'reminder.created'),
      received('brokerA', 'reminder.pre-close'),
    ];
    expect([...created, ...warned].map((data) => data['reminder']).toSorted()).toEqual(
      all.map(({ id }) => id).toSorted(),
    );
    expect(created).toMatchObject([{ month: '2026-11', kind: 'reminder', market: 'KQ-CTC' }]);
    expect(warned).toMatchObject([{ month: '2026-11', kind: 'pre-close', items: 1 }]);
    expect(received('brokerB', 'reminder.created')).toEqual([]);
    expect(received('officer', 'reminder.created')).toEqual(created);
  });

  it('sends a firm its own statement and its own open items, the office those of the market', async () => {
    const mine = received('brokerA', 'settlement.finished');
    const whole = received('officer', 'settlement.finished');
    expect([mine.length, whole.length]).toEqual([1, 1]);
    const statement = `/v1/settlements/${String(mine[0]?.['settlement'])}`;
    expect((await office.as('brokerA').get(statement).expect(200)).body).toMatchObject({ week: '2026-W48' });
    await office.as('brokerB').get(statement).expect(404);
    expect(mine[0]?.['settlement']).not.toBe(whole[0]?.['settlement']);
    const days = received('brokerA', 'clearance.finished');
    expect(days.map((data) => data['day'])).toEqual(
      ['24', '25', '26', '27', '28', '29', '30'].map((day) => `2026-11-${day}`),
    );
    expect(days[0]).toEqual({ market: 'KQ-CTC', day: '2026-11-24', run: expect.any(String) as string, openItems: 1 });
    expect(received('officer', 'clearance.finished')[0]).toMatchObject({ day: '2026-11-24', carriedOver: 1 });
    expect(receivers.admin.received).toHaveLength(receivers.officer.received.length);
  });

  it('sends a firm whose data could not be judged of no number, the office how many firms are left out', async () => {
    const days = received('officer', 'clearance.finished');
    expect(days.map((data) => data['excluded'])).toEqual(days.map(() => 0));
    await given.system((tx) => tx.run("UPDATE declaration SET released_at = '-infinity' WHERE status = 'released'"));
    office.clock.goTo(at('2026-12-01', '20:00'));
    await office.tick();
    await office.drain();
    await deliverNotices(office);
    expect(received('brokerA', 'clearance.finished').at(-1)).toMatchObject({ day: '2026-12-01', openItems: null });
    expect(received('officer', 'clearance.finished').at(-1)).toMatchObject({
      day: '2026-12-01',
      excluded: 1,
      carriedOver: 0,
    });
  });

  it('sends nothing to firms and offices it does not concern', () => {
    expect(receivers.brokerB.received).toEqual([]);
    expect(receivers.officerElsewhere.received).toEqual([]);
  });
});
