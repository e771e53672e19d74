import { recordAudits } from '../../src/audit/audit.js';
import { StatusProjector } from '../../src/declarations/status/status-projector.js';
import type { BridgeStep, Figures } from '../../src/settlement/domain/statement.js';
import type { StatementHead } from '../../src/settlement/frozen-statements.query.js';
import { cancel } from '../support/trade/amending.js';
import { Given } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';
import { noon, WeekLife } from '../support/trade/week-life.js';

const office = useOffice({ at: '2026-11-18T02:00:00Z' });
const given = new Given(office);
const weekLife = new WeekLife(office);
const day = (number: number) => `2026-11-${number}`;
const rerun = (week: string) =>
  office
    .as('officer')
    .post(`/v1/periods/weekly-settlement/KQ-CTC/${week}/rerun`)
    .send({ reason: 'Nothing new of that week' });
const preview = (week: string, broker: string) =>
  office.as('officer').get(`/v1/periods/weekly-settlement/KQ-CTC/${week}/preview?broker=${broker}`);
const stepsOf = (head: Figures | undefined) =>
  Object.fromEntries(
    (head?.bridge ?? []).map(({ step, declarations, valueCny }: BridgeStep) => [step, [declarations, valueCny]]),
  );
async function statement(week: string, broker: 'brokerB') {
  const { body } = await office.as('officer').get(`/v1/settlements?market=KQ-CTC&week=${week}`).expect(200);
  return (body.items as StatementHead[]).find((one) => one.broker === office.people.organisations[broker]);
}

beforeAll(() => given.followUp('KQ-CTC', null));

describe('what happens between the end of a week and its settlement', () => {
  const week = '2026-W47';
  const receive = (declarationId: string, code: string, eventTime: string) =>
    office
      .as('officer')
      .post('/v1/receipts')
      .send({ receipts: [{ channel: 'single-window', code, text: '', declarationId, eventTime }] })
      .expect(200);

  it('is in no column of the week, and in the next one: cancelled, amended and filed again on Monday at 05:57', async () => {
    office.clock.goTo('2026-11-18T12:00:00+08:00');
    const item = { items: [{ to: 'KEN', cny: '70.00', usd: '10.00' }], broker: 'brokerB' as const };
    const times = { filed: noon(day(17)), released: noon(day(17)) };
    const cancelled = await given.declaration({ ...times, ...item, closed: noon(day(18)) });
    const amended = await weekLife.declare({
      firm: 'brokerB',
      filed: day(17),
      released: day(17),
      closed: day(18),
      cents: 3000n,
    });
    const back = await given.declaration({ ...times, ...item });
    office.clock.goTo('2026-11-23T05:57:00+08:00');
    const monday = '2026-11-23T05:57:00+08:00';
    const amendments = office.as('officer').post(`/v1/declarations/${cancelled.id}/amendments`).set('If-Match', '*');
    await amendments.send(cancel('never-exported')).expect(201);
    await weekLife.amend(amended, 2000n);
    await receive(back.id, 'E', '2026-11-23T05:30:00+08:00');
    await given.system((tx) =>
      tx.run(
        "INSERT INTO submission SELECT declaration_id, 2, broker_id, 1, $2, $2, 'given' FROM submission WHERE declaration_id = $1",
        [back.id, monday],
      ),
    );
    await given.system(async (tx) => {
      await recordAudits(tx, office.clock, [
        { action: 'declaration.submitted', subjectType: 'declaration', subjectId: back.id },
      ]);
      await office.get(StatusProjector).refresh(tx, [back.id]);
    });
    office.clock.goTo('2026-11-23T06:00:00+08:00');
    await weekLife.settle(week);
    const head = await statement(week, 'brokerB');
    const sums = { declarations: 3, valueCny: '170.00' };
    expect(head).toMatchObject({ declared: sums, released: sums, closed: { declarations: 2, valueCny: '100.00' } });
    expect(stepsOf(head)).toMatchObject({ 'not-closed': [-1, '-70.00'], 'book-differs': [0, '0.00'] });
    expect(head?.releasedNotClosed?.[0]).toMatchObject({ declarations: 1, valueCny: '70.00' });
    expect((await rerun(week).expect(201)).body.difference).toEqual({ statements: 0 });

    office.clock.goTo('2026-11-24T09:00:00+08:00');
    await receive(back.id, 'P', '2026-11-24T08:00:00+08:00');
    expect((await rerun(week).expect(201)).body.difference).toEqual({ statements: 0 });
    const { body } = await preview('2026-W48', office.people.organisations.brokerB).expect(200);
    expect(stepsOf(body.content.statement)).toMatchObject({ cancellation: [-1, '-70.00'], amendment: [0, '-10.00'] });
    expect(body.content.statement).toMatchObject({ declared: { declarations: 1, valueCny: '70.00' } });
  });
});
