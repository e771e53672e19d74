import type { Board } from '../../src/board/board.query.js';
import type { OpenItem } from '../../src/open-items/open-items.query.js';
import { post, submitted } from '../support/trade/declaring.js';
import { deciding, withoutChance } from '../support/trade/deciding.js';
import { useOffice, type Who } from '../support/office.js';
import { newContainerNumber, shipping } from '../support/trade/shipping.js';

const office = useOffice({ at: '2026-12-06T01:00:00Z' });
const { decide, lane, shipment } = deciding(office);
const { report } = shipping(office);

/** A moment of December 2026 in Asia/Shanghai. */
const at = (day: number, time: string): string =>
  new Date(`2026-12-${String(day).padStart(2, '0')}T${time}:00+08:00`).toISOString();
const goTo = (day: number, time: string) => office.clock.stopAt(at(day, time));
const hold = { reason: '重量不符', owner: '查验二科', reviewOn: '2026-12-20' };
/** The kinds that are open of a declaration, with the time since when. */
const openOf = async (id: string, who: Who = 'officer') => {
  const { body } = await office.as(who).get('/v1/open-items?market=KQ-CTC&limit=500').expect(200);
  return (body.items as OpenItem[])
    .filter(({ subject }) => subject.id === id)
    .map(({ kind, openedAt }) => [kind, openedAt]);
};
const kindsOf = async (id: string, who: Who = 'officer') => (await openOf(id, who)).map(([kind]) => kind).sort();
const control = (id: string, path: string, body: object) =>
  office.as('officer').post(`/v1/shipments/${id}/${path}`).send(body);
const alarms = async () =>
  ((await office.as('officer').get('/v1/board?market=KQ-CTC').expect(200)).body as Board).alarms;

beforeAll(async () => {
  await withoutChance(office);
  const rates = [
    { currency: 'USD', toCny: '7.1', toUsd: '1' },
    { currency: 'CNY', toCny: '1', toUsd: '0.140845' },
  ];
  await office.as('admin').put('/v1/rates/2026-12').send({ rates }).expect(200);
  // The first of a consignor is in another lane.
  await accepted();
});

/** A declaration that customs has accepted, in the green lane, with its container. */
async function accepted() {
  const container = newContainerNumber();
  const { id } = await submitted(office, {
    declaredOn: office.clock.today(),
    containers: [{ number: container, goodsLines: [1, 2] }],
  });
  await lane(id, 'green');
  await decide([{ declarationId: id, action: 'accept' }]);
  return { id, container };
}
const receipt = (id: string, code: string, eventTime: string) =>
  post(office, [{ channel: 'single-window', code, declarationId: id, eventTime }]);

describe('a release while customs holds a container, or has to inspect it', () => {
  it.each(['P', 'I', 'F'])(
    'by a receipt (%s) is recorded and open at once, until the hold is released',
    async (code) => {
      goTo(6, '10:00');
      const { id, container } = await accepted();
      const visit = (await shipment(container)).id;
      const { body: held } = await control(visit, 'holds', hold).expect(201);
      const { body: second } = await control(visit, 'holds', { ...hold, reason: '单证待核' }).expect(201);
      goTo(6, '10:05');
      const [released] = await receipt(id, code, at(6, '10:05'));
      expect(released).toMatchObject({ result: 'applied', effect: { to: 'released' } });
      expect(await openOf(id)).toEqual([
        ['released-while-held', at(6, '10:05')],
        ['released-not-closed', at(6, '10:05')],
      ]);
      expect((await alarms()).map(({ kind, subject }) => [kind, subject.id])).toContainEqual([
        'released-while-held',
        id,
      ]);
      goTo(6, '10:10');
      await control(visit, `holds/${held.id}/release`, { reason: '复称相符' }).expect(200);
      expect(await kindsOf(id)).toContain('released-while-held');
      await control(visit, `holds/${second.id}/release`, { reason: '单证齐' }).expect(200);
      expect(await kindsOf(id)).toEqual(['released-not-closed']);
    },
  );

  it('that nobody has reported, known by the closing alone, is open from the closing on', async () => {
    goTo(6, '10:30');
    const { id, container } = await accepted();
    const visit = (await shipment(container)).id;
    const { body: held } = await control(visit, 'holds', hold).expect(201);
    goTo(6, '10:35');
    expect(await receipt(id, 'R', at(6, '10:35'))).toMatchObject([{ result: 'applied', effect: { to: 'closed' } }]);
    expect(await openOf(id)).toContainEqual(['released-while-held', at(6, '10:35')]);
    await control(visit, `holds/${held.id}/release`, { reason: '复称相符' }).expect(200);
    expect(await kindsOf(id)).not.toContain('released-while-held');
  });

  it('by an officer who goes beyond an open inspection is one too, until that has a result', async () => {
    goTo(6, '11:00');
    const { id, container } = await accepted();
    const visit = (await shipment(container)).id;
    await report(visit, [{ code: 'GTIN', eventTime: at(6, '10:30') }]);
    const { body: ordered } = await control(visit, 'inspections', { reason: '布控' }).expect(201);
    goTo(6, '11:05');
    const [decision] = await decide([{ declarationId: id, action: 'release', override: true, reason: '科长批准' }]);
    expect(decision).toMatchObject({ result: 'done' });
    expect(await openOf(id)).toContainEqual(['released-while-held', at(6, '11:05')]);
    expect(await kindsOf(id, 'brokerA')).toContain('released-while-held');
    goTo(6, '11:30');
    await control(visit, `inspections/${ordered.id}/result`, { result: 'conforms', findings: '相符' }).expect(200);
    expect(await kindsOf(id)).not.toContain('released-while-held');
  });

  it('is none where the hold came after it or was over, and ends when the release counts no more', async () => {
    goTo(6, '13:00');
    const [before, after] = [await accepted(), await accepted()];
    const visits = [(await shipment(before.container)).id, (await shipment(after.container)).id] as const;
    const { body: held } = await control(visits[0], 'holds', hold).expect(201);
    goTo(6, '13:05');
    await control(visits[0], `holds/${held.id}/release`, { reason: '相符' }).expect(200);
    goTo(6, '13:10');
    await receipt(before.id, 'P', at(6, '13:10'));
    await receipt(after.id, 'P', at(6, '13:10'));
    goTo(6, '13:15');
    await control(visits[1], 'holds', hold).expect(201);
    for (const { id } of [before, after]) expect(await kindsOf(id)).toEqual(['released-not-closed']);
    const third = await accepted();
    await control((await shipment(third.container)).id, 'holds', hold).expect(201);
    goTo(6, '13:20');
    await receipt(third.id, 'P', at(6, '13:20'));
    expect(await kindsOf(third.id)).toContain('released-while-held');
    goTo(6, '13:25');
    await receipt(third.id, 'Z', at(6, '13:22'));
    expect(await kindsOf(third.id)).toEqual(['returned-not-refiled']);
  });
});
