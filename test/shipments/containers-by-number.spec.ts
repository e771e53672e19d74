import { drafted, post, submit, submitted } from '../support/trade/declaring.js';
import { useOffice, type Who } from '../support/office.js';
import { at, event, MARKET, newContainerNumber, shipping } from '../support/trade/shipping.js';

const office = useOffice({ at: '2026-11-18T10:00:00Z' });
const { open, read, report } = shipping(office);

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
const short = (list: readonly Result[]) => list.map(({ code, result, status }) => `${code} ${result} ${status}`);
const withGoods = (who: Who, number: string) =>
  submitted(office, { declaredOn: '2026-11-18', containers: [{ number, goodsLines: [1, 2] }] }, who);

describe('what a gate reports of many containers at once', () => {
  it('is recorded of each by its number, one result an event, in order; the same again is a duplicate', async () => {
    const [one, other] = [await open(), await open()];
    const events = [
      seen(other.containerNumber, 'GTIN', 2),
      seen(one.containerNumber, 'GTIN', 1),
      seen(one.containerNumber.toLowerCase().replace(/(\d{6})/, ' $1-'), 'CUSR', 3),
    ];
    const first = await results(events);
    expect(first.map(({ shipmentId }) => shipmentId)).toEqual([other.id, one.id, one.id]);
    expect(short(first)).toEqual(['GTIN applied in-centre', 'GTIN applied released', 'CUSR applied released']);
    expect((await results(events)).map(({ result }) => result)).toEqual(['duplicate', 'duplicate', 'duplicate']);
  });

  it('opens the visit of a container that has none, for the firm that reports', async () => {
    const number = newContainerNumber();
    const [result] = await results([seen(number, 'STUF', 1, { seal: 'CN1' })], 'brokerA');
    expect(result).toMatchObject({ result: 'applied', status: 'stuffed' });
    expect(await read(result?.shipmentId ?? '')).toMatchObject({ containerNumber: number, seals: ['CN1'] });
  });

  it('is taken from customs’ channel too, what customs alone reports among it, also of a container without a visit', async () => {
    const [one, number] = [await open(), newContainerNumber()];
    await withGoods('brokerA', number);
    const list = await results(
      [seen(one.containerNumber, 'CUSI', 1), seen(one.containerNumber, 'CUSR', 2), seen(number, 'GTIN', 1)],
      'channel',
    );
    expect(short(list)).toEqual(['CUSI applied released', 'CUSR applied released', 'GTIN applied in-centre']);
    const again = await report(one.id, [event('CUSR', 2)], 'channel');
    expect([again.status, again.body.results[0].result]).toEqual([200, 'duplicate']);
    const reporters = await office.rows<{ by: string }>('SELECT told_by AS by FROM shipment_event WHERE shipment_id = $1', [
      one.id,
    ]);
    expect(reporters.map(({ by }) => by)).toEqual(['channel', 'channel']);
    const elsewhere = await send([{ ...seen(number, 'GTOT', 2), market: 'YW-ICC' }], 'channel');
    expect(elsewhere.body.violations).toMatchObject([{ code: 'market-unknown', pointer: '/events/0/market' }]);
  });

  it('is refused for a container that nobody announced, and holds up no other', async () => {
    const { containerNumber } = await open();
    await withGoods('brokerA', newContainerNumber());
    const list = await results([
      seen(newContainerNumber(), 'GTIN', 1),
      seen('CSQU3054380', 'GTIN', 1),
      seen(containerNumber, 'GTIN', 1),
    ]);
    expect(list.map(({ result, why }) => [result, why])).toEqual([
      ['refused', 'visit-unknown'],
      ['refused', 'container-number-invalid'],
      ['applied', null],
    ]);
  });

  it('stores nothing where one of the events is not the firm’s to report', async () => {
    const [one, other] = [await open(), await open()];
    const answer = await send(
      [seen(one.containerNumber, 'GTIN', 1), seen(other.containerNumber, 'CUSR', 2)],
      'brokerA',
    );
    expect([answer.status, answer.body.code]).toEqual([403, 'event-not-yours']);
    expect(answer.body.violations).toMatchObject([{ pointer: '/events/1/code' }]);
    for (const { id } of [one, other]) expect((await read(id)).events).toEqual([]);
  });

  it('names the place of an unknown market and of a time in the future', async () => {
    const { containerNumber } = await open();
    const unknown = await send([{ ...seen(containerNumber, 'GTIN', 1), market: 'XX-YYY' }]);
    expect([unknown.status, unknown.body.violations[0].pointer]).toEqual([422, '/events/0/market']);
    const future = await send([seen(containerNumber, 'GTIN', 1), seen(containerNumber, 'GTOT', 23)]);
    expect([future.status, future.body.violations[0].pointer]).toEqual([422, '/events/1/eventTime']);
  });
});

it('cannot be renumbered while customs inspects it: its goods would leave the inspection', async () => {
  const visit = await open();
  await results([seen(visit.containerNumber, 'GTIN', 1), seen(visit.containerNumber, 'CUSI', 2)]);
  const renamed = await office
    .as('brokerA')
    .put(`/v1/shipments/${visit.id}`)
    .set('If-Match', '*')
    .send({ containerNumber: newContainerNumber(), market: MARKET });
  expect([renamed.status, renamed.body.violations[0].pointer]).toEqual([409, '/containerNumber']);
});

describe('the number of a container that a filed declaration names', () => {
  const rename = (id: string, more: object = {}) =>
    office
      .as('brokerA')
      .put(`/v1/shipments/${id}`)
      .set('If-Match', '*')
      .send({ containerNumber: newContainerNumber(), market: MARKET, ...more });
  const visitOf = async (number: string) =>
    (await office.as('officer').get(`/v1/shipments?container=${number}`).expect(200)).body.items[0] as { id: string };

  it.each(['brokerA', 'brokerB'] as const)(
    'stays, whichever firm’s it is (%s); everything else changes',
    async (firm) => {
      const number = newContainerNumber();
      const id = firm === 'brokerA' ? undefined : (await open({ containerNumber: number })).id;
      await withGoods(firm, number);
      const visit = id ?? (await visitOf(number)).id;
      const refused = await rename(visit);
      expect([refused.status, refused.body.code, refused.body.violations[0].pointer]).toEqual([
        ...[409, 'container-declared', '/containerNumber'],
      ]);
      const moved = await rename(visit, { containerNumber: number, market: 'YW-SMC' });
      expect([moved.body.code, moved.body.violations[0].pointer]).toEqual(['container-declared', '/market']);
      await rename(visit, { containerNumber: number, vessel: 'EVER GIVEN' }).expect(200);
      expect((await visitOf(number)).id).toBe(visit);
    },
  );

  it('may change while it is only drafted, or once what was filed is cancelled', async () => {
    const visit = await open();
    const containers = [{ number: visit.containerNumber, goodsLines: [1, 2] }];
    await drafted(office, { declaredOn: '2026-11-18', containers });
    const filed = await submitted(office, { declaredOn: '2026-11-18', containers });
    await rename(visit.id).expect(409);
    const cancel = { channel: 'single-window', code: 'D', declarationId: filed.id, eventTime: at(1) };
    await post(office, [cancel]);
    await rename(visit.id).expect(200);
  });

  it('is one with what is being filed at that moment: it is refused, or another visit is there', async () => {
    for (let round = 0; round < 4; round++) {
      const visit = await open();
      const containers = [{ number: visit.containerNumber, goodsLines: [1, 2] }];
      const draft = await drafted(office, { declaredOn: '2026-11-18', containers });
      const [renamed, filed] = await Promise.all([rename(visit.id), submit(office, draft)]);
      expect([filed.status, [200, 409].includes(renamed.status)]).toEqual([200, true]);
      expect(await visitOf(visit.containerNumber)).toMatchObject({ containerNumber: visit.containerNumber });
    }
  });
});

describe('a container that comes back after it has left', () => {
  const there = (number: string) => [seen(number, 'GTIN', 1), seen(number, 'CUSR', 2), seen(number, 'GTOT', 3)];

  it('begins its next visit with the next GTIN, in one report or in several, also when it is sent again', async () => {
    for (const isOneReport of [true, false]) {
      const first = await open();
      const number = first.containerNumber;
      const back = [seen(number, 'GTIN', 5), seen(number, 'STUF', 6, { seal: 'CN9' })];
      const all = [...there(number), ...back];
      const list = isOneReport
        ? await results(all, 'officer')
        : [
            ...(await results(there(number))),
            ...(await results(back.slice(0, 1), 'brokerA')),
            ...(await results(back.slice(1), 'brokerA')),
          ];
      expect(list.map(({ shipmentId }) => shipmentId === first.id)).toEqual([true, true, true, false, false]);
      expect((await read(first.id)).visitEndedAt).not.toBeNull();
      expect(await read(list[3]?.shipmentId ?? '')).toMatchObject({
        status: 'in-centre',
        arrivedAt: at(5),
        seals: ['CN9'],
      });
      expect(new Set(list.slice(3).map(({ shipmentId }) => shipmentId)).size).toBe(1);
      expect((await results(all)).map(({ result, shipmentId }) => [result, shipmentId])).toEqual(
        list.map(({ shipmentId }) => ['duplicate', shipmentId]),
      );
      const late = await results([seen(number, 'STUF', 0, { seal: 'CN0' })]);
      expect(late.map(({ shipmentId }) => shipmentId)).toEqual([first.id]);
    }
  });

  it('begins it once when two gates report it at the same moment', async () => {
    const { containerNumber } = await open();
    await results(there(containerNumber));
    const back = [seen(containerNumber, 'GTIN', 5)];
    const answers = await Promise.all([results(back, 'brokerA'), results(back, 'brokerA'), results(back, 'brokerA')]);
    expect(new Set(answers.flat().map(({ shipmentId }) => shipmentId)).size).toBe(1);
    expect(
      answers
        .flat()
        .map(({ result }) => result)
        .sort(),
    ).toEqual(['applied', 'duplicate', 'duplicate']);
  });
});

describe('a firm with goods in another firm’s container', () => {
  it('sees its visit and its holds, and of the other firm the number and the worst status', async () => {
    const visit = await open({ reference: 'MINE' });
    await withGoods('brokerA', visit.containerNumber);
    await office.as('brokerB').get(`/v1/shipments/${visit.id}`).expect(404);
    await withGoods('brokerB', visit.containerNumber);
    await report(visit.id, [event('GTIN', 1, { note: 'lane 3' })]);
    const hold = { reason: 'Weight differs', owner: 'Section 2', reviewOn: '2026-11-20' };
    await office.as('officer').post(`/v1/shipments/${visit.id}/holds`).send(hold).expect(201);
    const page = await read(visit.id, 'brokerB');
    expect(page).toMatchObject({ status: 'in-centre', held: true, reference: null });
    expect(page.holds).toMatchObject([{ reason: 'Weight differs' }]);
    expect(page.others).toMatchObject({ count: 1, worstStatus: 'submitted' });
    expect(page.declarations).toHaveLength(1);
    expect(page.events).toMatchObject([{ code: 'GTIN', by: null, note: null }]);
    const list = await office.as('brokerB').get(`/v1/shipments?container=${visit.containerNumber}`).expect(200);
    expect(list.body.items).toMatchObject([{ id: visit.id, reference: null }]);
    expect((await read(visit.id)).reference).toBe('MINE');
  });

  it('reports what it saw of it, and changes nothing else', async () => {
    const visit = await open();
    await withGoods('brokerB', visit.containerNumber);
    expect(short(await results([seen(visit.containerNumber, 'STUF', 1)], 'brokerB'))).toEqual(['STUF applied stuffed']);
    const page = await office.as('brokerB').get(`/v1/shipments/${visit.id}`);
    const renamed = await office
      .as('brokerB')
      .put(`/v1/shipments/${visit.id}`)
      .set('If-Match', page.headers['etag'] ?? '')
      .send({ containerNumber: visit.containerNumber, market: MARKET });
    expect([renamed.status, renamed.body.code]).toEqual([403, 'visit-not-yours']);
    const released = await send([seen(visit.containerNumber, 'CUSR', 2)], 'brokerB');
    expect(released.body.code).toBe('event-not-yours');
  });

  it('sees nothing of it by a draft alone', async () => {
    const visit = await open();
    const draft = { reference: 'D-SHARED', market: MARKET, containers: [{ number: visit.containerNumber }] };
    await office.as('brokerB').post('/v1/declarations').send(draft).expect(201);
    await office.as('brokerB').get(`/v1/shipments/${visit.id}`).expect(404);
    expect(await results([seen(visit.containerNumber, 'STUF', 1)], 'brokerB')).toMatchObject([
      { result: 'refused', why: 'visit-unknown' },
    ]);
  });
});
