import type { OpenItem } from '../../src/open-items/open-items.query.js';
import { post, seen, submitted } from '../support/trade/declaring.js';
import { deciding, withoutChance } from '../support/trade/deciding.js';
import { useOffice } from '../support/office.js';
import { entryId } from '../support/trade/receiving.js';
import { newContainerNumber } from '../support/trade/shipping.js';

/** What a firm reports late, under an earlier time, or leaves out, does not get past what customs has ordered. */
const office = useOffice({ at: '2026-12-06T01:00:00Z' });
const { decide, lane, shipment } = deciding(office);

const at = (time: string): string => new Date(`2026-12-07T${time}:00+08:00`).toISOString();
const goTo = (time: string) => office.clock.stopAt(at(time));
const hold = { reason: '重量不符', owner: '查验二科', reviewOn: '2026-12-20' };

const openOf = async (id: string) => {
  const { body } = await office.as('officer').get('/v1/open-items?market=KQ-CTC&limit=500').expect(200);
  return (body.items as OpenItem[])
    .filter(({ subject }) => subject.id === id)
    .map(({ kind, openedAt }) => `${kind} ${openedAt}`);
};
const todoOf = async (id: string) => {
  const { body } = await office.as('officer').get('/v1/todo?all=true&limit=500').expect(200);
  return (body.items as { kind: string; subject: { id: string } }[])
    .filter(({ subject }) => subject.id === id)
    .map(({ kind }) => kind);
};
const receipt = (id: string, code: string, time: string, more: object = {}) =>
  post(
    office,
    [{ channel: 'single-window', code, declarationId: id, eventTime: at(time), text: '', ...more }],
    'brokerA',
  );
const report = (visit: string, ...events: object[]) =>
  office.as('brokerA').post(`/v1/shipments/${visit}/events`).send({ events }).expect(200);
const event = (code: string, time: string, more: object = {}) => ({ code, eventTime: at(time), ...more });
const holdIt = (visit: string) => office.as('officer').post(`/v1/shipments/${visit}/holds`).send(hold).expect(201);

/** A declaration in the green lane, filed at nine, with the visit of its container. */
async function filed() {
  goTo('09:00');
  const container = newContainerNumber();
  const { id } = await submitted(office, {
    declaredOn: '2026-12-07',
    containers: [{ number: container, goodsLines: [1, 2] }],
  });
  await lane(id, 'green');
  return { id, visit: (await shipment(container)).id };
}

beforeAll(async () => {
  await withoutChance(office);
  const rates = [
    { currency: 'USD', toCny: '7.1', toUsd: '1' },
    { currency: 'CNY', toCny: '1', toUsd: '0.140845' },
  ];
  await office.as('admin').put('/v1/rates/2026-12').send({ rates }).expect(200);
  // The first of a consignor is in another lane.
  await filed();
});

describe('a release', () => {
  it('that is left out, so that the closing is reported alone, is against a red lane all the same', async () => {
    const { id } = await filed();
    await lane(id, 'red');
    goTo('10:00');
    await receipt(id, 'R', '09:50', { entryId: entryId().replace('29062021', '29062026') });
    expect(await seen(office, id)).toMatchObject({ status: 'closed' });
    expect(await openOf(id)).toContain(`released-against-lane ${at('09:50')}`);
  });

  it('that is reported after the lane was raised, under an earlier time, is against the raised lane', async () => {
    const { id } = await filed();
    goTo('10:00');
    await lane(id, 'red');
    goTo('10:30');
    await receipt(id, 'L', '09:20');
    await receipt(id, 'P', '09:30');
    expect(await openOf(id)).toContain(`released-against-lane ${at('10:30')}`);
  });

  it('that customs knew of is not against a lane that was raised afterwards', async () => {
    const { id } = await filed();
    goTo('09:30');
    await receipt(id, 'P', '09:30');
    goTo('10:00');
    await lane(id, 'red');
    expect((await openOf(id)).join()).not.toContain('released-against-lane');
  });

  it('that is reported after a hold, under an earlier time, is while held', async () => {
    const { id, visit } = await filed();
    goTo('10:00');
    await holdIt(visit);
    goTo('10:30');
    await receipt(id, 'P', '09:30');
    await office.drain();
    expect(await openOf(id)).toContain(`released-while-held ${at('10:30')}`);
    const { next } = (await office.as('officer').get(`/v1/declarations/${id}`).expect(200)).body;
    expect(next.also.map(({ step }: { step: string }) => step)).toContain('end-control');
  });
});

describe('what customs reports late itself', () => {
  it('is by its own time before a hold that was placed meanwhile, a release as well as a gate', async () => {
    const { id, visit } = await filed();
    await report(visit, event('GTIN', '09:00'));
    goTo('10:00');
    await holdIt(visit);
    goTo('10:30');
    await post(office, [{ channel: 'single-window', code: 'P', declarationId: id, eventTime: at('09:30') }]);
    const left = { events: [event('GTOT', '09:40')] };
    await office.as('officer').post(`/v1/shipments/${visit}/events`).send(left).expect(200);
    expect((await openOf(id)).join()).not.toContain('released-while-held');
    expect((await openOf(visit)).join()).not.toContain('left-while-held');
  });
});

describe('a gate', () => {
  it('that is reported after a hold, under an earlier time, is while held, from the report on', async () => {
    const { visit } = await filed();
    await report(visit, event('GTIN', '09:00'));
    goTo('10:00');
    await holdIt(visit);
    goTo('10:30');
    await report(visit, event('GTOT', '09:30'));
    expect(await openOf(visit)).toContain(`left-while-held ${at('10:30')}`);
  });

  it('that customs knew of is not while a hold that came afterwards', async () => {
    const { visit } = await filed();
    goTo('09:30');
    await report(visit, event('GTIN', '09:00'), event('GTOT', '09:30'));
    goTo('10:00');
    await holdIt(visit);
    expect((await openOf(visit)).join()).not.toContain('left-while-held');
  });
});

describe('a container', () => {
  it('whose first seal is read at the gate contradicts none, and with another seal later does', async () => {
    const { visit } = await filed();
    goTo('10:00');
    await report(visit, event('GTIN', '09:30', { seal: 'ZZ9' }));
    expect((await openOf(visit)).join()).not.toContain('sealed-otherwise');
    await report(visit, event('GTOT', '09:40', { seal: 'ZZ8' }));
    expect(await openOf(visit)).toContain(`sealed-otherwise ${at('09:40')}`);
  });

  it('that its firm opens is not under inspection, and keeps nobody from releasing the declaration', async () => {
    const { id, visit } = await filed();
    goTo('10:00');
    await receipt(id, 'L', '09:10');
    await report(visit, event('GTIN', '09:20'), event('STRP', '09:30'));
    await office.drain();
    const { body } = await office.as('officer').get(`/v1/shipments/${visit}`).expect(200);
    expect(body).toMatchObject({ status: 'in-centre', inspections: [] });
    expect(await openOf(visit)).toContain(`opened-not-resealed ${at('09:30')}`);
    expect(await decide([{ declarationId: id, action: 'release' }])).toMatchObject([{ result: 'done' }]);
  });

  it('that customs inspects does, until it is sealed again', async () => {
    const { id, visit } = await filed();
    goTo('10:00');
    await receipt(id, 'L', '09:10');
    const { body } = await office.as('officer').post(`/v1/shipments/${visit}/inspections`).send({ reason: 'x' });
    const step = (name: string, more: object = {}) =>
      office.as('officer').post(`/v1/shipments/${visit}/inspections/${body.id}/${name}`).send(more).expect(200);
    goTo('10:10');
    await step('opened');
    goTo('10:20');
    await step('result', { result: 'conforms', findings: 'x' });
    const release = () => decide([{ declarationId: id, action: 'release' }]);
    expect(await release()).toMatchObject([{ result: 'skipped', why: 'inspection-open' }]);
    goTo('10:30');
    await step('resealed', { seal: 'NEW1' });
    expect(await release()).toMatchObject([{ result: 'done' }]);
  });

  it('stays on the list of holds after it has sailed, until the hold is released', async () => {
    const { visit } = await filed();
    goTo('10:00');
    const { body } = await holdIt(visit);
    goTo('11:00');
    await report(visit, event('GTIN', '10:10'), event('GTOT', '10:20'), event('LOAD', '10:30'), event('DEPA', '10:40'));
    expect(await todoOf(visit)).toEqual(expect.arrayContaining(['hold-unreviewed', 'left-while-held']));
    const release = `/v1/shipments/${visit}/holds/${body.id}/release`;
    await office.as('officer').post(release).send({ reason: '已核实' }).expect(200);
    expect(await todoOf(visit)).not.toContain('hold-unreviewed');
  });
});
