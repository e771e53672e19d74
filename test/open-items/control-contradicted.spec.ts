import type { Board } from '../../src/board/board.query.js';
import type { OpenItem } from '../../src/open-items/open-items.query.js';
import { inspectionDiffers } from '../../src/shipments/controls/inspection-differs.jobs.js';
import { post, submitted } from '../support/trade/declaring.js';
import { deciding, withoutChance } from '../support/trade/deciding.js';
import { Given } from '../support/trade/given.js';
import { useOffice, type Who } from '../support/office.js';
import { newContainerNumber, shipping } from '../support/trade/shipping.js';

const office = useOffice({ at: '2026-12-01T02:00:00Z' });
const given = new Given(office);
const { decide, lane, check, shipment } = deciding(office);
const { open, report } = shipping(office);

/** A moment of December 2026 in Asia/Shanghai. */
const at = (day: number, time: string): string =>
  new Date(`2026-12-${String(day).padStart(2, '0')}T${time}:00+08:00`).toISOString();
const goTo = (day: number, time: string) => office.clock.stopAt(at(day, time));
const items = async (who: Who = 'officer'): Promise<OpenItem[]> =>
  (await office.as(who).get('/v1/open-items?market=KQ-CTC&limit=500').expect(200)).body.items;
/** The kinds that are open of a declaration or a container, with the time since when. */
const openOf = async (id: string, who: Who = 'officer') =>
  (await items(who)).filter(({ subject }) => subject.id === id).map(({ kind, openedAt }) => [kind, openedAt]);
const kindsOf = async (id: string, who: Who = 'officer') => (await openOf(id, who)).map(([kind]) => kind).sort();
const control = (id: string, path: string, body: object) =>
  office.as('officer').post(`/v1/shipments/${id}/${path}`).send(body);
const alarms = async () =>
  ((await office.as('officer').get('/v1/board?market=KQ-CTC').expect(200)).body as Board).alarms;

beforeAll(async () => {
  await withoutChance(office);
  await given.followUp('KQ-CTC', '2026-11-30');
  const rates = [
    { currency: 'USD', toCny: '7.1', toUsd: '1' },
    { currency: 'CNY', toCny: '1', toUsd: '0.140845' },
  ];
  await office.as('admin').put('/v1/rates/2026-12').send({ rates }).expect(200);
});

const hold = { reason: '重量不符', owner: '查验二科', reviewOn: '2026-12-20' };
const stuffed = async () => {
  const { id } = await open();
  await report(id, [
    { code: 'STUF', eventTime: at(1, '07:00'), seal: 'CN100' },
    { code: 'GTIN', eventTime: at(1, '08:00') },
  ]);
  return id as string;
};

describe('a container that leaves while it is held', () => {
  it('is open at once, on the board, and ends with the release of the hold', async () => {
    goTo(1, '10:00');
    const id = await stuffed();
    const { body: held } = await control(id, 'holds', hold).expect(201);
    goTo(1, '11:00');
    await report(id, [{ code: 'GTOT', eventTime: at(1, '10:30') }]).expect(200);
    expect(await openOf(id)).toContainEqual(['left-while-held', at(1, '10:30')]);
    expect((await alarms()).map(({ kind, subject }) => [kind, subject.id])).toEqual([['left-while-held', id]]);
    goTo(1, '12:00');
    await control(id, `holds/${held.id}/release`, { reason: '复称相符' }).expect(200);
    expect(await kindsOf(id)).toEqual(['left-not-loaded']);
    expect(await alarms()).toEqual([]);
  });

  it('ends with an officer’s note, also after the departure, and nothing else is explained by it', async () => {
    goTo(1, '13:00');
    const id = await stuffed();
    await control(id, 'holds', hold).expect(201);
    await control(id, 'explanations', { kind: 'left-while-held', note: '无此事' }).expect(409);
    goTo(1, '14:00');
    await report(id, [
      { code: 'GTOT', eventTime: at(1, '13:10'), seal: 'XX999' },
      { code: 'LOAD', eventTime: at(1, '13:20') },
      { code: 'DEPA', eventTime: at(1, '13:30') },
    ]);
    expect(await kindsOf(id)).toEqual(['left-while-held', 'sealed-otherwise']);
    await control(id, 'explanations', { kind: 'sealed-otherwise', note: '船公司换封' }).expect(201);
    expect(await kindsOf(id)).toEqual(['left-while-held']);
    const note = { kind: 'left-while-held', note: '科长电话批准，补办解除手续' };
    const { body } = await control(id, 'explanations', note).expect(201);
    expect(body).toMatchObject({ ...note, shipmentId: id, explainedBy: 'officer' });
    expect((await control(id, 'explanations', note).expect(201)).body).toEqual(body);
    expect(await kindsOf(id)).toEqual([]);
    await office.as('brokerA').post(`/v1/shipments/${id}/explanations`).send(note).expect(403);
  });

  it('is the same where an ordered inspection has no result', async () => {
    goTo(1, '15:00');
    const id = await stuffed();
    const { body } = await control(id, 'inspections', { reason: '布控' }).expect(201);
    await report(id, [{ code: 'GTOT', eventTime: at(1, '15:00') }], 'officer');
    expect(await kindsOf(id)).toContain('left-while-held');
    goTo(1, '15:30');
    await control(id, `inspections/${body.id}/result`, { result: 'conforms', findings: '追回查验，相符' }).expect(200);
    expect(await kindsOf(id)).not.toContain('left-while-held');
  });
});

describe('a container that is sealed otherwise', () => {
  it('is open from the reading on; a note or an inspection ends it', async () => {
    goTo(2, '10:00');
    const [noted, inspected] = [await stuffed(), await stuffed()];
    for (const id of [noted, inspected]) {
      await report(id, [{ code: 'PICK', eventTime: at(2, '09:00'), seal: 'XX999' }]);
      expect(await openOf(id)).toContainEqual(['sealed-otherwise', at(2, '09:00')]);
    }
    goTo(2, '11:00');
    await control(noted, 'explanations', { kind: 'sealed-otherwise', note: '船公司换封，有记录' }).expect(201);
    const { body } = await control(inspected, 'inspections', { reason: '封号不符' }).expect(201);
    await control(inspected, `inspections/${body.id}/result`, { result: 'conforms', findings: '相符' }).expect(200);
    for (const id of [noted, inspected]) expect(await kindsOf(id)).not.toContain('sealed-otherwise');
  });
});

describe('the same hold and the same order', () => {
  it('are one, whoever clicks twice; another reason makes another', async () => {
    goTo(2, '12:00');
    const id = await stuffed();
    const [one, again, other] = [
      await control(id, 'holds', hold).expect(201),
      await control(id, 'holds', hold).expect(201),
      await control(id, 'holds', { ...hold, reason: '另有原因' }).expect(201),
    ];
    expect(again.body.id).toBe(one.body.id);
    expect(other.body.id).not.toBe(one.body.id);
    const together = await Promise.all([1, 2].map(() => control(id, 'inspections', { reason: '布控' }).expect(201)));
    expect(new Set(together.map(({ body }) => body.id)).size).toBe(1);
    await control(id, `holds/${one.body.id}/release`, { reason: '相符' }).expect(200);
    expect((await control(id, 'holds', hold).expect(201)).body.id).not.toBe(one.body.id);
  });
});

/** A declaration that customs has accepted, in this lane. */
async function accepted(colour: string | null, container = newContainerNumber(), declaredOn = office.clock.today()) {
  const { id } = await submitted(office, {
    declaredOn,
    containers: [{ number: container, goodsLines: [1, 2] }],
  });
  if (colour !== null) await lane(id, colour);
  await decide([{ declarationId: id, action: 'accept' }]);
  return { id, container };
}
const release = (id: string) =>
  post(office, [
    { channel: 'single-window', code: 'P', declarationId: id, eventTime: office.clock.now().toISOString() },
  ]);

describe('a release against its lane', () => {
  it('is recorded and open at once, for customs alone; the look that was missing ends it', async () => {
    goTo(3, '10:00');
    const [red, yellow] = [await accepted('red'), await accepted('yellow')];
    goTo(3, '10:05');
    for (const { id } of [red, yellow]) {
      expect(await release(id)).toMatchObject([{ result: 'applied', effect: { from: 'accepted', to: 'released' } }]);
      expect(await openOf(id)).toContainEqual(['released-against-lane', at(3, '10:05')]);
      expect(await kindsOf(id, 'brokerA')).toEqual(['released-not-closed']);
    }
    const shown = await alarms();
    expect(shown.map(({ subject }) => subject.id).sort()).toEqual([red.id, yellow.id].sort());
    const { brokerA: broker } = office.people.organisations;
    for (const each of shown) expect(each).toMatchObject({ broker, brokerName: '柯桥甲报关行' });
    goTo(3, '11:00');
    await check(red.id, 'papers').expect(201);
    await check(yellow.id, 'papers').expect(201);
    expect(await kindsOf(red.id)).toContain('released-against-lane');
    expect(await kindsOf(yellow.id)).toEqual(['released-not-closed']);
    await check(red.id, 'goods').expect(201);
    expect(await kindsOf(red.id)).toEqual(['released-not-closed']);
  });

  it('ends with the inspection of its container, with two officers who lower the lane, and with its return', async () => {
    goTo(4, '10:00');
    const [inspected, lowered, returned] = [await accepted('red'), await accepted('red'), await accepted('red')];
    goTo(4, '10:05');
    for (const { id } of [inspected, lowered, returned]) await release(id);
    goTo(4, '11:00');
    const { id: visit } = await shipment(inspected.container);
    const { body } = await control(visit, 'inspections', { reason: '补查' }).expect(201);
    await control(visit, `inspections/${body.id}/result`, { result: 'conforms', findings: '相符' }).expect(200);
    await office.drain();
    await lane(lowered.id, 'green');
    expect(await kindsOf(lowered.id)).toContain('released-against-lane');
    await lane(lowered.id, 'green', 'officer2');
    const back = { channel: 'single-window', code: 'Z', declarationId: returned.id, eventTime: at(4, '10:30') };
    await post(office, [back]);
    expect(await kindsOf(inspected.id)).toEqual(['released-not-closed']);
    expect(await kindsOf(lowered.id)).toEqual(['released-not-closed']);
    expect(await kindsOf(returned.id)).toEqual(['returned-not-refiled']);
  });

  it('is none where the look came before it, or the lane was drawn on a later day', async () => {
    goTo(5, '10:00');
    const { id } = await accepted('yellow');
    await check(id, 'papers').expect(201);
    goTo(5, '10:05');
    await release(id);
    expect(await kindsOf(id)).toEqual(['released-not-closed']);
    const { id: late } = await accepted('red', newContainerNumber(), '2026-12-04');
    await post(office, [{ channel: 'single-window', code: 'P', declarationId: late, eventTime: at(4, '09:00') }]);
    expect(await kindsOf(late)).toEqual(['released-not-closed']);
  });
});

describe('a blue lane', () => {
  it('is to be checked within a week of the release, for customs alone, and in the day and the week', async () => {
    goTo(7, '10:00');
    const { id } = await accepted('blue');
    goTo(7, '10:05');
    await release(id);
    const [item] = (await items()).filter(({ kind }) => kind === 'blue-check-due');
    expect(item).toMatchObject({
      subject: { id },
      ...{ owner: 'officer', level: 'week', dueAt: at(14, '20:00'), overdue: false, broker: null },
    });
    expect(await kindsOf(id, 'brokerA')).toEqual(['released-not-closed']);
    goTo(7, '20:30');
    await office.tick();
    await office.drain();
    const { body: day } = await office.as('officer').get('/v1/clearance-runs/KQ-CTC/2026-12-07').expect(200);
    expect((day.items as OpenItem[]).map(({ kind }) => kind)).toContain('blue-check-due');
    await check(id, 'papers').expect(201);
    expect(await kindsOf(id)).toEqual(['released-not-closed']);
  });
});

describe('an inspection that finds a difference', () => {
  it('asks the broker of each declaration in the container for corrections, once', async () => {
    goTo(8, '10:00');
    const { id, container } = await accepted(null);
    const { id: visit } = await shipment(container);
    const { body } = await control(visit, 'inspections', { reason: '布控' }).expect(201);
    const findings = '箱内多出 12 箱拉链，未申报';
    await control(visit, `inspections/${body.id}/result`, { result: 'differs', findings }).expect(200);
    await office.drain();
    const corrections = async () =>
      (await office.as('brokerA').get(`/v1/declarations/${id}/corrections`).expect(200)).body.items;
    expect(await corrections()).toMatchObject([
      {
        number: 1,
        state: 'sent',
        fields: [{ pointer: '/containers/0', comment: findings, value: { number: container } }],
      },
    ]);
    expect(await kindsOf(id, 'brokerA')).toContain('correction-unanswered');
    await office.deliverTwice(inspectionDiffers, { inspection: body.id });
    await office
      .as('officer')
      .post(`/v1/declarations/${id}/corrections/1/withdraw`)
      .set('If-Match', '*')
      .send({})
      .expect(200);
    await office.deliverTwice(inspectionDiffers, { inspection: body.id });
    expect(await corrections()).toHaveLength(1);
  });
});
