import { submitted } from '../support/trade/declaring.js';
import { useOffice, type Who } from '../support/office.js';
import { event, MARKET, newContainerNumber, shipping } from '../support/trade/shipping.js';

const office = useOffice({ at: '2026-11-18T10:00:00Z' });
const { open, read } = shipping(office);

interface Result {
  containerNumber: string;
  code: string;
  result: string;
  why: string | null;
  shipmentId: string | null;
  status: string | null;
}

beforeAll(async () => {
  const rates = [{ currency: 'USD', toCny: '7.1', toUsd: '1' }];
  await office.as('admin').put('/v1/rates/2026-11').set('If-Match', '*').send({ rates }).expect(200);
});

const seen = (containerNumber: string, code: string, hour: number, more: object = {}) => ({
  ...event(code, hour, more),
  containerNumber,
  market: MARKET,
});
const send = (events: readonly object[], who: Who = 'officer') =>
  office.as(who).post('/v1/shipments/events').send({ events });
const results = async (events: readonly object[], who: Who = 'officer') =>
  (await send(events, who).expect(200)).body.results as Result[];
const withGoods = (who: Who, number: string) =>
  submitted(office, { declaredOn: '2026-11-18', containers: [{ number, goodsLines: [1, 2] }] }, who);

describe('an officer', () => {
  it('opens the visit of a container for the firm he names', async () => {
    const { brokerB: broker } = office.people.organisations;
    const visit = await open({ broker }, 'officer');
    expect(visit.broker).toBe(broker);
    expect((await read(visit.id, 'brokerB')).status).toBe('planned');
    // Papers of another container say nothing of this one.
    await withGoods('brokerA', newContainerNumber());
    expect((await open({}, 'officer')).broker).toBeNull();
  });

  it('opens one that no papers name yet; it is no firm’s until the first has goods in it', async () => {
    const { brokerA } = office.people.organisations;
    const visit = await open({}, 'officer');
    const { containerNumber } = visit;
    const hold = { reason: 'Weight differs', owner: 'Section 2', reviewOn: '2026-11-20' };
    await office.as('officer').post(`/v1/shipments/${visit.id}/holds`).send(hold).expect(201);
    expect(await results([seen(containerNumber, 'GTIN', 1), seen(containerNumber, 'CUSI', 2)])).toMatchObject([
      { result: 'applied', shipmentId: visit.id },
      { result: 'applied', shipmentId: visit.id },
    ]);
    const open500 = '/v1/open-items?limit=500&kind=inspection-unfinished';
    const { body: items } = await office.as('officer').get(open500).expect(200);
    expect(items.items.filter(({ subject }: { subject: { id: string } }) => subject.id === visit.id)).toMatchObject([
      { broker: null },
    ]);
    await office.as('officer').get('/v1/board?market=KQ-CTC').expect(200);
    await office.as('brokerA').get(`/v1/shipments/${visit.id}`).expect(404);
    const taken = { containerNumber, market: MARKET };
    expect((await office.as('brokerA').post('/v1/shipments').send(taken)).body.code).toBe('visit-already-open');

    await withGoods('brokerA', containerNumber);
    const page = await read(visit.id, 'brokerA');
    expect(page).toMatchObject({ broker: brokerA, held: true, status: 'inspecting', events: [{}, {}] });
    expect(page.holds).toMatchObject([{ reason: 'Weight differs' }]);
    const { body: mine } = await office
      .as('brokerA')
      .post('/v1/shipments')
      .send({ ...taken, vessel: 'MSC OSCAR' });
    expect(mine).toMatchObject({ id: visit.id, vessel: 'MSC OSCAR', broker: brokerA });
    await withGoods('brokerB', containerNumber);
    expect(await read(visit.id, 'brokerB')).toMatchObject({ broker: brokerA });
    const entries = await office.rows("SELECT 1 FROM audit_entry WHERE action = 'shipment.taken' AND subject_id = $1", [
      visit.id,
    ]);
    expect(entries).toHaveLength(1);
    const { body: left } = await office.as('officer').get(open500).expect(200);
    expect(left.items.find(({ subject }: { subject: { id: string } }) => subject.id === visit.id)?.broker).toBe(
      brokerA,
    );
  });

  it('may clear a day and settle a week in which a container is no firm’s', async () => {
    const visit = await open({}, 'officer');
    await results([seen(visit.containerNumber, 'GTIN', 3), seen(visit.containerNumber, 'CUSR', 4)]);
    const [market, date, week] = [MARKET, '2026-11-18', '2026-W47'];
    office.clock.goTo('2026-11-24T10:00:00Z');
    await office.as('officer').post('/v1/clearance-runs').send({ market, date }).expect(202);
    await office.as('officer').post('/v1/settlements').send({ market, week }).expect(202);
    await office.drain();
    const { body: run } = await office.as('officer').get(`/v1/clearance-runs/${market}/${date}`).expect(200);
    expect([run.state, run.excluded]).toEqual(['finished', []]);
    const { body: period } = await office
      .as('officer')
      .get(`/v1/periods/weekly-settlement/${market}/${week}`)
      .expect(200);
    expect(period.state).toBe('finished');
    office.clock.goTo('2026-11-18T10:00:00Z');
  });

  it('opens none for somebody else than a firm, and a firm none for another', async () => {
    const body = { containerNumber: newContainerNumber(), market: MARKET };
    const { brokerB: broker } = office.people.organisations;
    const foreign = await office
      .as('brokerA')
      .post('/v1/shipments')
      .send({ ...body, broker });
    expect([foreign.status, foreign.body.code]).toEqual([403, 'visit-not-yours']);
    const nobody = { ...body, broker: '019a95e2-4c00-7000-8000-0000000000ff' };
    expect((await office.as('officer').post('/v1/shipments').send(nobody)).status).toBe(422);
  });
});
