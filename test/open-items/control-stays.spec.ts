import type { Board } from '../../src/board/board.query.js';
import { laneCheckDiffers } from '../../src/lanes/lane-check-differs.jobs.js';
import type { OpenItem } from '../../src/open-items/open-items.query.js';
import { post, submitted } from '../support/trade/declaring.js';
import { deciding, withoutChance } from '../support/trade/deciding.js';
import { useOffice, type Who } from '../support/office.js';
import { newContainerNumber } from '../support/trade/shipping.js';

/** What customs has ordered stays with container and goods until customs ends it, whatever way they go. */
const office = useOffice({ at: '2026-12-06T01:00:00Z' });
const { decide, lane, check } = deciding(office);

const at = (time: string): string => new Date(`2026-12-07T${time}:00+08:00`).toISOString();
const goTo = (time: string) => office.clock.stopAt(at(time));
const hold = { reason: '重量不符', owner: '查验二科', reviewOn: '2026-12-20' };
const MARKET = 'KQ-CTC';

interface Visit {
  readonly id: string;
  readonly status: string;
  readonly held: boolean;
  readonly declarations: { id: string }[];
  readonly holds: { reason: string; heldAt: string; release: object | null }[];
  readonly inspections: { id: string; state: string; finished: boolean }[];
}
const get = async (path: string, who: Who = 'officer') => (await office.as(who).get(path).expect(200)).body;
const visitsOf = async (container: string, who: Who = 'officer'): Promise<Visit[]> =>
  (await get(`/v1/shipments?container=${container}&sort=oldest`, who)).items;
const visit = (id: string, who: Who = 'officer'): Promise<Visit> => get(`/v1/shipments/${id}`, who);
const kindsOf = async (id: string) =>
  ((await get(`/v1/open-items?market=${MARKET}&limit=500`)).items as OpenItem[])
    .filter(({ subject }) => subject.id === id)
    .map(({ kind, openedAt }) => `${kind} ${openedAt}`);
const todoOf = async (id: string) =>
  ((await get('/v1/todo?all=true&limit=500')).items as { kind: string; subject: { id: string } }[])
    .filter(({ subject }) => subject.id === id)
    .map(({ kind }) => kind);
const alsoOf = async (id: string) =>
  ((await get(`/v1/declarations/${id}`)).next.also as { step: string }[]).map(({ step }) => step);
const gate = (containerNumber: string, events: readonly [string, string][], who: Who = 'brokerA') =>
  office
    .as(who)
    .post('/v1/shipments/events')
    .send({ events: events.map(([code, time]) => ({ containerNumber, market: MARKET, code, eventTime: at(time) })) });
const report = (id: string, code: string, time: string) =>
  office
    .as('brokerA')
    .post(`/v1/shipments/${id}/events`)
    .send({ events: [{ code, eventTime: at(time) }] });
const control = (id: string, path: string, body: object) =>
  office.as('officer').post(`/v1/shipments/${id}/${path}`).send(body);
const release = (id: string) => decide([{ declarationId: id, action: 'release' }]);

/** A declaration in the green lane, accepted at nine, in a container that has come in. */
async function inCentre(container = newContainerNumber(), who: Who = 'brokerA') {
  goTo('09:00');
  const containers = [{ number: container, goodsLines: [1, 2] }];
  const { id } = await submitted(office, { declaredOn: '2026-12-07', containers }, who);
  await lane(id, 'green');
  await decide([{ declarationId: id, action: 'accept' }]);
  await gate(container, [['GTIN', '09:00']], who).expect(200);
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
  await inCentre(newContainerNumber(), 'brokerB');
});

describe('a container that goes round the block', () => {
  it('is held as before, with the goods of all firms that are not released', async () => {
    const { id, container, first } = await inCentre();
    const { id: other } = await inCentre(container, 'brokerB');
    goTo('10:00');
    await control(first, 'holds', hold).expect(201);
    goTo('10:30');
    await gate(container, [
      ['GTOT', '10:10'],
      ['GTIN', '10:20'],
    ]).expect(200);
    await office.drain();
    const [before, now] = await visitsOf(container);
    expect([before?.id, before?.held, now?.held]).toEqual([first, false, true]);
    const second = await visit(now?.id ?? '');
    expect(second).toMatchObject({
      status: 'in-centre',
      holds: [{ reason: hold.reason, heldAt: at('10:00'), release: null }],
    });
    expect(second.declarations.map((each) => each.id).sort()).toEqual([id, other].sort());
    expect((await visitsOf(container, 'brokerB')).map((each) => each.id)).toContain(second.id);
    expect(await todoOf(second.id)).toContain('hold-unreviewed');
    expect(await todoOf(first)).toEqual(['left-while-held']);
    expect(await release(id)).toMatchObject([{ result: 'skipped', why: 'held' }]);
    const held = (await get(`/v1/shipments?held=true&market=${MARKET}&limit=500`)).items as Visit[];
    expect(held.map((each) => each.id)).toContain(second.id);
    expect(((await get(`/v1/board?market=${MARKET}`)) as Board).shipments.held).toBe(held.length);
    await post(office, [{ channel: 'single-window', code: 'P', declarationId: id, eventTime: at('10:25') }], 'brokerA');
    expect((await kindsOf(id)).join()).toContain(`released-while-held ${at('10:25')}`);
    // Once more, and both ends of the first way are history.
    goTo('11:00');
    await gate(container, [
      ['GTOT', '10:40'],
      ['GTIN', '10:50'],
    ]).expect(200);
    expect((await visitsOf(container)).map((each) => each.held)).toEqual([false, false, true]);
  });

  it('is to be inspected as before, and what was open of the visit before has ended', async () => {
    const { id, container, first } = await inCentre();
    goTo('10:00');
    const { body: ordered } = await control(first, 'inspections', { reason: '布控' }).expect(201);
    await control(first, `inspections/${ordered.id}/opened`, {}).expect(200);
    goTo('10:30');
    await gate(container, [
      ['GTOT', '10:10'],
      ['GTIN', '10:20'],
    ]).expect(200);
    await office.drain();
    const now = (await visitsOf(container)).at(-1)?.id ?? '';
    const [carried] = (await visit(now)).inspections;
    expect(carried).toMatchObject({ state: 'opened', finished: false });
    expect(await kindsOf(now)).toEqual(
      expect.arrayContaining([`inspection-unfinished ${at('10:30')}`, `opened-not-resealed ${at('10:30')}`]),
    );
    expect((await kindsOf(first)).join()).not.toMatch(/inspection-unfinished|opened-not-resealed/);
    expect(await kindsOf(first)).toContain(`left-while-held ${at('10:10')}`);
    expect(await release(id)).toMatchObject([{ result: 'skipped', why: 'inspection-open' }]);
    goTo('10:40');
    const step = (name: string, body: object) => control(now, `inspections/${carried?.id}/${name}`, body).expect(200);
    await step('result', { result: 'conforms', findings: '相符' });
    await step('resealed', { seal: 'NEW2' });
    expect(await release(id)).toMatchObject([{ result: 'done' }]);
  });

  it('is free where customs has ended what it ordered, and released goods stay with the visit before', async () => {
    const { id, container, first } = await inCentre();
    goTo('10:00');
    const { body } = await control(first, 'holds', hold).expect(201);
    await control(first, `holds/${body.id}/release`, { reason: '相符' }).expect(200);
    expect(await release(id)).toMatchObject([{ result: 'done' }]);
    goTo('10:30');
    await gate(container, [
      ['GTOT', '10:10'],
      ['GTIN', '10:20'],
    ]).expect(200);
    expect(await visit((await visitsOf(container)).at(-1)?.id ?? '')).toMatchObject({
      ...{ held: false, holds: [], inspections: [], declarations: [] },
    });
  });
});

describe('a container that leaves', () => {
  it('while it is open for an inspection that has a result is left while held, until it is sealed', async () => {
    const { first } = await inCentre();
    goTo('10:00');
    const { body } = await control(first, 'inspections', { reason: '布控' }).expect(201);
    await control(first, `inspections/${body.id}/opened`, {}).expect(200);
    await control(first, `inspections/${body.id}/result`, { result: 'conforms', findings: '相符' }).expect(200);
    goTo('10:30');
    await report(first, 'GTOT', '10:20').expect(200);
    expect(await kindsOf(first)).toContain(`left-while-held ${at('10:20')}`);
    await control(first, `inspections/${body.id}/resealed`, { seal: 'NEW3' }).expect(200);
    expect((await kindsOf(first)).join()).not.toContain('left-while-held');
  });

  it.each(['DEPA', 'LOAD'])('by nothing but %s is left while held too', async (code) => {
    const { container, first } = await inCentre();
    goTo('10:00');
    await control(first, 'holds', hold).expect(201);
    goTo('10:30');
    await gate(container, [[code, '10:20']]).expect(200);
    expect(await kindsOf(first)).toEqual([`left-while-held ${at('10:20')}`]);
  });

  it('before the release of its goods is open at once, until it comes back or they are released', async () => {
    const { id, container } = await inCentre();
    const { id: gone, container: sailed } = await inCentre();
    const { id: same, container: returning, first } = await inCentre();
    goTo('10:00');
    await gate(container, [['GTOT', '09:50']]).expect(200);
    await gate(returning, [['GTOT', '09:50']]).expect(200);
    await gate(sailed, [
      ['GTOT', '09:50'],
      ['LOAD', '09:55'],
      ['DEPA', '09:58'],
    ]).expect(200);
    for (const each of [id, gone, same]) {
      expect(await kindsOf(each)).toContain(`left-unreleased ${at('09:50')}`);
      expect(await alsoOf(each)).toContain('account-for-leaving');
      expect(await todoOf(each)).toContain('left-unreleased');
    }
    goTo('10:30');
    await gate(container, [['GTIN', '10:20']]).expect(200);
    // Also where it is reported of the visit that it had left, and begins no next one.
    await report(first, 'GTIN', '10:20').expect(200);
    for (const each of [id, same]) expect((await kindsOf(each)).join()).not.toContain('left-unreleased');
    expect(await release(gone)).toMatchObject([{ result: 'done' }]);
    expect((await kindsOf(gone)).join()).not.toContain('left-unreleased');
    expect(await alsoOf(gone)).not.toContain('account-for-leaving');
  });

  it('after the release of its goods, or empty from its depot, is nothing of it', async () => {
    const { id, container } = await inCentre();
    const number = newContainerNumber();
    const containers = [{ number, goodsLines: [1, 2] }];
    const { id: empty } = await submitted(office, { declaredOn: '2026-12-07', containers });
    goTo('10:00');
    await release(id);
    await gate(container, [['GTOT', '10:00']]).expect(200);
    await gate(number, [['GTOT', '09:50']]).expect(200);
    for (const each of [id, empty]) expect((await kindsOf(each)).join()).not.toContain('left-unreleased');
  });
});

describe('a look because of a lane that finds a difference', () => {
  it.each([
    ['red', 'goods', '/goods'],
    ['yellow', 'papers', '/documents'],
  ])('asks the broker for corrections, once (%s)', async (colour, what, pointer) => {
    const { id } = await inCentre();
    await lane(id, colour);
    await check(id, what, { result: 'differs', note: '件数少 3 件' }).expect(201);
    await office.drain();
    const corrections = async () =>
      (await get(`/v1/declarations/${id}/corrections`, 'brokerA')).items as Record<string, unknown>[];
    expect(await corrections()).toMatchObject([
      { number: 1, state: 'sent', fields: [{ pointer, comment: '件数少 3 件' }] },
    ]);
    expect(JSON.stringify(await corrections())).not.toMatch(/lane|通道/);
    await office.as('officer').post(`/v1/declarations/${id}/corrections/1/withdraw`).set('If-Match', '*').send({});
    await office.deliverTwice(laneCheckDiffers, { declaration: id, submission: 1, control: what });
    expect(await corrections()).toHaveLength(1);
  });
});

describe('an event of a time that cannot be', () => {
  it.each(['1900-01-01T00:00:00Z', '2025-12-07T01:00:00Z'])(
    'is refused with the reason, by both doors (%s)',
    async (eventTime) => {
      const { container, first } = await inCentre();
      const event = { code: 'GTOT', eventTime };
      const one = await office
        .as('brokerA')
        .post(`/v1/shipments/${first}/events`)
        .send({ events: [event] });
      const fine = { containerNumber: container, market: MARKET, code: 'PICK', eventTime: at('09:00') };
      const many = await office
        .as('brokerA')
        .post('/v1/shipments/events')
        .send({ events: [fine, { ...event, containerNumber: container, market: MARKET }] });
      for (const [answer, place] of [[one, 0] as const, [many, 1] as const]) {
        expect([answer.status, answer.body.violations[0].code, answer.body.violations[0].pointer]).toEqual([
          ...[422, 'event-time-too-early', `/events/${place}/eventTime`],
        ]);
      }
      expect((await visit(first)).status).toBe('in-centre');
    },
  );
});

describe('a receipt that names two declarations', () => {
  it('is parked with the reason, and moves neither, also later', async () => {
    const [one, other] = [await inCentre(), await inCentre()];
    const { reference } = await get(`/v1/declarations/${other.id}`);
    goTo('10:00');
    const said = { channel: 'single-window', code: 'P', eventTime: at('09:30') };
    const results = await post(office, [{ ...said, declarationId: one.id, reference }], 'brokerA');
    expect(results).toMatchObject([{ result: 'parked', reason: 'target-contradicted' }]);
    await post(office, [{ channel: 'single-window', code: 'C', declarationId: one.id, eventTime: at('09:40') }]);
    expect((await get(`/v1/declarations/${one.id}`)).status).toBe('inspecting');
    expect((await get(`/v1/declarations/${other.id}`)).status).toBe('accepted');
  });
});
