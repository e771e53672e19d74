import type { OpenItem } from '../../src/open-items/open-items.query.js';
import { submitted } from '../support/trade/declaring.js';
import { deciding, withoutChance } from '../support/trade/deciding.js';
import { useOffice, type Who } from '../support/office.js';
import { newContainerNumber } from '../support/trade/shipping.js';

/** Ways that firms might try round what customs has ordered of a container: each is refused, or seen. */
const office = useOffice({ at: '2026-12-06T01:00:00Z' });
const { decide, lane } = deciding(office);

const at = (time: string): string => new Date(`2026-12-07T${time}:00+08:00`).toISOString();
const goTo = (time: string) => office.clock.stopAt(at(time));
const hold = { reason: '重量不符', owner: '查验二科', reviewOn: '2026-12-20' };
const MARKET = 'KQ-CTC';

interface Visit {
  readonly id: string;
  readonly status: string;
  readonly held: boolean;
  readonly leftAt: string | null;
  readonly seals: string[];
  readonly inspections: { id: string; state: string }[];
}
type Sent = readonly [code: string, time: string, more?: object];
const get = async (path: string, who: Who = 'officer') => (await office.as(who).get(path).expect(200)).body;
const visitsOf = async (container: string): Promise<Visit[]> =>
  (await get(`/v1/shipments?container=${container}&sort=oldest`)).items;
const itemsOf = async (id: string) =>
  ((await get(`/v1/open-items?market=${MARKET}&limit=500`)).items as OpenItem[]).filter(
    ({ subject }) => subject.id === id,
  );
const kindsOf = async (id: string) => (await itemsOf(id)).map(({ kind }) => kind).sort();
const openedAt = async (id: string, kind: string) => (await itemsOf(id)).find((item) => item.kind === kind)?.openedAt;
const toEvent = ([code, time, more = {}]: Sent) => ({ code, eventTime: at(time), ...more });
const gate = (containerNumber: string, events: readonly Sent[], who: Who = 'brokerA', market = MARKET) =>
  office
    .as(who)
    .post('/v1/shipments/events')
    .send({ events: events.map((event) => ({ containerNumber, market, ...toEvent(event) })) });
const report = (id: string, events: readonly Sent[], who: Who = 'brokerA') =>
  office
    .as(who)
    .post(`/v1/shipments/${id}/events`)
    .send({ events: events.map(toEvent) });
const control = (id: string, path: string, body: object) =>
  office.as('officer').post(`/v1/shipments/${id}/${path}`).send(body);
const inspect = async (id: string): Promise<string> =>
  (await control(id, 'inspections', { reason: '布控' }).expect(201)).body.id;
const found = (id: string, inspection: string) =>
  control(id, `inspections/${inspection}/result`, { result: 'conforms', findings: '相符' }).expect(200);

/** A declaration in the green lane, accepted at nine, in a sealed container that has come in. */
async function inCentre() {
  goTo('09:00');
  const container = newContainerNumber();
  const containers = [{ number: container, goodsLines: [1, 2] }];
  const { id } = await submitted(office, { declaredOn: '2026-12-07', containers });
  await lane(id, 'green');
  await decide([{ declarationId: id, action: 'accept' }]);
  await gate(container, [
    ['STUF', '08:30', { seal: 'CN100' }],
    ['GTIN', '08:50'],
  ]).expect(200);
  const [first] = await visitsOf(container);
  return { id, container, first: first?.id ?? '' };
}

beforeAll(async () => {
  await withoutChance(office);
  const rates = [
    { currency: 'USD', toCny: '7.1', toUsd: '1' },
    { currency: 'CNY', toCny: '1', toUsd: '0.140845' },
  ];
  await office.as('admin').put('/v1/rates/2026-12').send({ rates }).expect(200);
  // The first of a consignor is in another lane.
  await inCentre();
});

describe('the seals of a container under control', () => {
  it('are changed by STUF and RSEA of a firm only to be sealed otherwise, and by PUT not at all', async () => {
    const [inspected, held] = [await inCentre(), await inCentre()];
    goTo('10:00');
    const inspection = await inspect(inspected.first);
    const { body: placed } = await control(held.first, 'holds', hold).expect(201);
    goTo('10:20');
    for (const [{ first, container }, code] of [
      [inspected, 'STUF'],
      [held, 'RSEA'],
    ] as const) {
      const body = { containerNumber: container, market: MARKET };
      const put = (seals: string[]) =>
        office
          .as('brokerA')
          .put(`/v1/shipments/${first}`)
          .set('If-Match', '*')
          .send({ ...body, seals });
      const refused = await put(['HACK1']);
      expect([refused.status, refused.body.code, refused.body.violations[0].pointer]).toEqual([
        ...[409, 'seals-under-control', '/seals'],
      ]);
      await put(['CN100']).expect(200);
      expect(await kindsOf(first)).not.toContain('sealed-otherwise');
      await report(first, [[code, '10:10', { seal: 'CN100' }]]).expect(200);
      expect(await kindsOf(first)).not.toContain('sealed-otherwise');
      await report(first, [[code, '10:15', { seal: 'ZZ9' }]]).expect(200);
      expect(await openedAt(first, 'sealed-otherwise')).toBe(at('10:15'));
      const page = await get(`/v1/shipments/${first}`);
      expect(page).toMatchObject({ sealAlarm: true, sealAlarms: [{ seal: 'ZZ9', expected: ['CN100'] }] });
    }
    await found(inspected.first, inspection);
    await control(held.first, 'explanations', { kind: 'sealed-otherwise', note: '船公司换封' }).expect(201);
    await control(held.first, `holds/${placed.id}/release`, { reason: '相符' }).expect(200);
    for (const { first } of [inspected, held]) expect(await kindsOf(first)).not.toContain('sealed-otherwise');
    await report(held.first, [['RSEA', '10:20', { seal: 'NEW2' }]]).expect(200);
    expect(await kindsOf(held.first)).not.toContain('sealed-otherwise');
  });

  it('that a firm puts on under a time before the order are sealed otherwise from the report on', async () => {
    const { first } = await inCentre();
    goTo('10:00');
    await control(first, 'holds', hold).expect(201);
    goTo('10:20');
    await report(first, [['STUF', '09:30', { seal: 'ZZ9' }]]).expect(200);
    expect(await openedAt(first, 'sealed-otherwise')).toBe(at('10:20'));
  });

  it('are removed, and put on, by customs alone while an inspection is open, also after the container has left', async () => {
    const { first } = await inCentre();
    goTo('10:00');
    await inspect(first);
    goTo('10:20');
    for (const code of ['RMVD', 'STRP', 'RSEA']) {
      const { status, body } = await report(first, [[code, '10:10']]);
      expect([code, status, body.code]).toEqual([code, 403, 'event-not-yours']);
    }
    await report(first, [['GTOT', '10:15']]).expect(200);
    for (const code of ['RMVD', 'STRP', 'RSEA']) await report(first, [[code, '10:18']]).expect(403);
    await report(first, [['RMVD', '10:19']], 'officer').expect(200);
  });
});
