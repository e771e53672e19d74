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
const todoOf = async (id: string) =>
  ((await get('/v1/todo?all=true&limit=500')).items as { kind: string; subject: { id: string } }[])
    .filter(({ subject }) => subject.id === id)
    .map(({ kind }) => kind);
const visit = (id: string): Promise<Visit> => get(`/v1/shipments/${id}`);
const release = (id: string) => decide([{ declarationId: id, action: 'release' }]);
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

describe('a container that leaves while it is held, and comes back', () => {
  const note = { kind: 'left-while-held', note: '现场核实，未离场' };

  it.each(['of its visit', 'by its number'])(
    'reported %s, is held as before; that it left stays open until an officer explains it',
    async (how) => {
      const { container, first } = await inCentre();
      const send = (...events: Sent[]) =>
        (how === 'by its number' ? gate(container, events) : report(first, events)).expect(200);
      goTo('10:00');
      await control(first, 'holds', hold).expect(201);
      goTo('10:20');
      await send(['GTOT', '10:10']);
      goTo('10:40');
      await send(['GTIN', '10:30']);
      await office.drain();
      const now = (await visitsOf(container)).at(-1);
      expect(now).toMatchObject({ status: 'in-centre', held: true });
      expect(await openedAt(first, 'left-while-held')).toBe(at('10:10'));
      expect(await todoOf(first)).toContain('left-while-held');
      await control(first, 'explanations', note).expect(201);
      expect(await kindsOf(first)).not.toContain('left-while-held');
      expect((await visitsOf(container)).at(-1)).toMatchObject({ held: true });
    },
  );

  it('is open too where the return is reported before the leaving, or with it, or dated ahead', async () => {
    const [one, other, ahead] = [await inCentre(), await inCentre(), await inCentre()];
    goTo('10:00');
    for (const { first } of [one, other, ahead]) await control(first, 'holds', hold).expect(201);
    goTo('10:40');
    await report(one.first, [['GTIN', '10:30']]).expect(200);
    await report(one.first, [['GTOT', '10:10']]).expect(200);
    await report(other.first, [
      ['GTIN', '10:30'],
      ['GTOT', '10:10'],
    ]).expect(200);
    await gate(ahead.container, [
      ['GTOT', '10:42'],
      ['GTIN', '10:43'],
    ]).expect(200);
    goTo('10:50');
    for (const [{ first }, since] of [
      [one, '10:10'],
      [other, '10:10'],
      [ahead, '10:42'],
    ] as const) {
      expect(await openedAt(first, 'left-while-held')).toBe(at(since));
      await control(first, 'explanations', note).expect(201);
      expect(await kindsOf(first)).not.toContain('left-while-held');
    }
  });

  it('ends with the hold too, and another hold is another matter', async () => {
    const { first } = await inCentre();
    goTo('10:00');
    const { body } = await control(first, 'holds', hold).expect(201);
    goTo('10:40');
    await report(first, [
      ['GTOT', '10:10'],
      ['GTIN', '10:30'],
    ]).expect(200);
    await control(first, `holds/${body.id}/release`, { reason: '复称相符' }).expect(200);
    goTo('10:50');
    await control(first, 'holds', hold).expect(201);
    expect(await kindsOf(first)).not.toContain('left-while-held');
  });
});

describe('a release of a container by customs', () => {
  it('is refused to an officer while an inspection has no result, by both doors', async () => {
    const { container, first } = await inCentre();
    goTo('10:00');
    const inspection = await inspect(first);
    goTo('10:10');
    for (const answer of [
      await report(first, [['CUSR', '10:05']], 'officer'),
      await gate(container, [['CUSR', '10:05']], 'officer'),
    ]) {
      expect([answer.status, answer.body.code, answer.body.violations[0].pointer]).toEqual([
        ...[409, 'inspection-without-result', '/events/0/code'],
      ]);
    }
    await found(first, inspection);
    await report(first, [['CUSR', '10:10']], 'officer').expect(200);
    expect((await visit(first)).status).toBe('released');
  });

  it('by customs’ channel leaves the inspection open in every list, and is open itself until the result', async () => {
    const { id, container, first } = await inCentre();
    goTo('10:00');
    const inspection = await inspect(first);
    goTo('10:10');
    await gate(container, [['CUSR', '10:05']], 'channel').expect(200);
    await office.drain();
    expect(await visit(first)).toMatchObject({ status: 'inspecting', inspections: [{ state: 'ordered' }] });
    expect(await kindsOf(first)).toEqual(['inspection-unfinished', 'released-while-held']);
    expect(await openedAt(first, 'released-while-held')).toBe(at('10:05'));
    expect(await todoOf(first)).toEqual(expect.arrayContaining(['inspection-unfinished', 'released-while-held']));
    expect(await release(id)).toMatchObject([{ result: 'skipped', why: 'inspection-open' }]);
    goTo('10:30');
    await report(first, [['GTOT', '10:20']]).expect(200);
    expect(await openedAt(first, 'left-while-held')).toBe(at('10:20'));
    await found(first, inspection);
    expect((await kindsOf(first)).join()).not.toMatch(/held|inspection/);
  });

  it('that is held takes effect with the release of the hold, and is seen until then', async () => {
    const { first } = await inCentre();
    goTo('10:00');
    const { body } = await control(first, 'holds', hold).expect(201);
    goTo('10:10');
    await report(first, [['CUSR', '10:05']], 'officer').expect(200);
    expect(await visit(first)).toMatchObject({ status: 'in-centre', held: true });
    expect(await kindsOf(first)).toEqual(['released-while-held']);
    await control(first, `holds/${body.id}/release`, { reason: '复称相符' }).expect(200);
    expect((await visit(first)).status).toBe('released');
    expect(await kindsOf(first)).toEqual(['released-not-left']);
    goTo('10:20');
    await control(first, 'holds', hold).expect(201);
    expect(await kindsOf(first)).toEqual([]);
  });
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
