import { drafted, etag, post, seen, startedTogether, submitted } from '../support/trade/declaring.js';
import { type Decided, deciding, withoutChance } from '../support/trade/deciding.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { facts, receipt } from '../support/trade/receiving.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });
const { decide, lane, check, shipment } = deciding(office);
const step = (id: string, action: string, more: object = {}) => ({ declarationId: id, action, ...more });
const ends = (results: readonly Decided[]) => results.map(({ result, why, status }) => [why ?? result, status]);

beforeAll(async () => {
  await withoutChance(office);
  await putRates(office);
  // The first one of a consignor is drawn otherwise than those after it.
  await submitted(office);
});
beforeEach(() => office.clock.stopAt('2021-12-31T12:00:00Z'));

const CONTAINERS = [
  'CSQU3054383',
  'MSKU0383250',
  'MRKU3902661',
  'HLCU9876543',
  'TCLU5000017',
  'CBHU8901239',
  'CSNU6123450',
];
/** A declaration that customs has accepted, with a container of its own. */
async function accepted(): Promise<{ id: string; container: string }> {
  const container = CONTAINERS.shift() ?? '';
  const { id } = await submitted(office, { containers: [{ number: container, goodsLines: [1, 2] }] });
  expect(ends(await decide([step(id, 'accept')]))).toEqual([['done', 'accepted']]);
  return { id, container };
}

describe('the decisions of an officer', () => {
  it('lead a declaration from its acceptance to its closing, and stand among its receipts', async () => {
    const { id } = await submitted(office);
    for (const [action, status] of [
      ['accept', 'accepted'],
      ['inspect', 'inspecting'],
      ['release', 'released'],
      ['close', 'closed'],
    ] as const) {
      office.clock.goTo(new Date(office.clock.now().getTime() + 60_000).toISOString());
      const { revision } = await seen(office, id);
      const [result] = await decide([step(id, action, { ifMatch: etag({ revision }), reason: `按规定：${action}` })]);
      const now = await seen(office, id);
      expect(result).toMatchObject({ result: 'done', status, revision: now.revision });
      expect(now.status).toBe(status);
    }
    const { body } = await office.as('brokerA').get(`/v1/declarations/${id}/receipts`).expect(200);
    expect(body.items).toMatchObject(
      ['accept', 'inspect', 'release', 'close'].map((code) => ({ channel: 'officer', code, text: `按规定：${code}` })),
    );
  });

  it('are answered again as they were when the call is repeated under its key', async () => {
    const { id } = await submitted(office);
    const body = { decisions: [step(id, 'accept')] };
    const send = () =>
      office.as('officer').post('/v1/decisions').set('Idempotency-Key', `decide-${id}`).send(body).expect(200);
    const [first, again] = [await send(), await send()];
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
    expect(first.body).toMatchObject({ done: 1, skipped: 0 });
  });

  it('are each for themselves: what is skipped stops no other, and says why', async () => {
    const [fresh, returned, closed] = [await submitted(office), await submitted(office), await submitted(office)];
    const draft = await drafted(office, { customsOffice: '2906' });
    await post(office, [
      receipt('E', '30T09:00', { declarationId: returned.id }),
      receipt('R', '30T09:00', { declarationId: closed.id }),
    ]);
    const elsewhere = await submitted(office, { customsOffice: '2921' });
    const results = await decide([
      step(closed.id, 'cancel'),
      step(closed.id, 'return'),
      step(closed.id, 'release'),
      step(returned.id, 'accept'),
      step(draft.id, 'accept'),
      step(elsewhere.id, 'accept'),
      step('019a95e2-4c00-7000-8000-000000000025', 'accept'),
      step(fresh.id, 'accept', { ifMatch: '"r99"' }),
      step(fresh.id, 'accept', { ifMatch: etag(fresh) }),
      step(fresh.id, 'accept'),
      step(fresh.id, 'cancel', { reason: '退关' }),
    ]);
    expect(ends(results)).toEqual([
      ['closed', 'closed'],
      ['closed', 'closed'],
      ['no-effect', 'closed'],
      ['no-effect', 'returned'],
      ['not-found', null],
      ['not-found', null],
      ['not-found', null],
      ['stale', 'submitted'],
      ['done', 'accepted'],
      ['no-effect', 'accepted'],
      ['done', 'cancelled'],
    ]);
    expect(results[0]?.message).toBe('It is closed: only an amendment changes it.');
    expect((await seen(office, fresh.id)).status).toBe('cancelled');
  });

  it('are shown in a preview, which writes nothing', async () => {
    const { id } = await submitted(office);
    const before = await seen(office, id);
    const preview = await decide([step(id, 'accept'), step(id, 'release'), step(id, 'release')], { preview: true });
    expect(ends(preview)).toEqual([
      ['done', 'accepted'],
      ['done', 'released'],
      ['no-effect', 'released'],
    ]);
    expect(await seen(office, id)).toEqual(before);
    const { body } = await office.as('officer').get(`/v1/declarations/${id}/receipts`).expect(200);
    expect(body.items).toEqual([]);
  });

  it('of two officers at once: one is done, the other finds it done', async () => {
    const { id } = await submitted(office);
    const both = await startedTogether(office, id, [
      () => decide([step(id, 'accept')]),
      () => decide([step(id, 'accept')], { who: 'officer2' }),
    ]);
    expect(both.map(([one]) => one?.why ?? one?.result).sort()).toEqual(['done', 'no-effect']);
  });

  it('are refused whole where the request is wrong, with every breach', async () => {
    const { id } = await submitted(office);
    const ask = (body: object, who: 'officer' | 'brokerA' = 'officer') =>
      office.as(who).post('/v1/decisions').send(body);
    const { body } = await ask({
      decisions: [step(id, 'release', { override: true }), step(id, 'accept'), step(id, 'close', { override: true })],
    }).expect(400);
    expect(body.violations.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/decisions/0/reason',
      '/decisions/2/reason',
    ]);
    await ask({ decisions: [step(id, 'destroy')] }).expect(400);
    await ask({ decisions: Array(201).fill(step(id, 'accept')) }).expect(400);
    await ask({ decisions: [step(id, 'accept')] }, 'brokerA').expect(403);
    expect((await seen(office, id)).status).toBe('submitted');
  });
});

describe('a release', () => {
  const hold = { reason: '重量不符', owner: '查验二科', reviewOn: '2022-01-05' };
  const audited = (id: string) =>
    office.rows<{ detail: object }>(
      `SELECT detail FROM audit_entry WHERE action = 'decision.overridden' AND subject_id = $1`,
      [id],
    );

  it('waits while a container is held, unless an officer says why not', async () => {
    const { id, container } = await accepted();
    const { id: visit } = await shipment(container);
    const { body: held } = await office.as('officer').post(`/v1/shipments/${visit}/holds`).send(hold).expect(201);
    expect(ends(await decide([step(id, 'release')]))).toEqual([['held', 'accepted']]);
    expect(ends(await decide([step(id, 'release', { override: true, reason: '科长批准' })]))).toEqual([
      ['done', 'released'],
    ]);
    expect(await audited(id)).toEqual([{ detail: { action: 'release', reason: '科长批准', against: ['held'] } }]);
    expect(ends(await decide([step(id, 'close')]))).toEqual([['held', 'released']]);
    await office
      .as('officer')
      .post(`/v1/shipments/${visit}/holds/${held.id}/release`)
      .send({ reason: '复称相符' })
      .expect(200);
    expect(ends(await decide([step(id, 'close', { override: true, reason: '无须' })]))).toEqual([['done', 'closed']]);
    // Nothing stood against it any more; what the officer said is in the trail all the same.
    expect((await audited(id)).slice(1)).toEqual([{ detail: { action: 'close', reason: '无须', against: [] } }]);
  });

  it('waits for the end of the inspection of a container', async () => {
    const { id, container } = await accepted();
    const { id: visit } = await shipment(container);
    const inspections = `/v1/shipments/${visit}/inspections`;
    const { body } = await office.as('officer').post(inspections).send({ reason: '布控' }).expect(201);
    expect(ends(await decide([step(id, 'release')]))).toEqual([['inspection-open', 'accepted']]);
    const result = { result: 'conforms', findings: '相符' };
    await office.as('officer').post(`${inspections}/${body.id}/result`).send(result).expect(200);
    expect(ends(await decide([step(id, 'release')]))).toEqual([['inspection-open', 'accepted']]);
    await office.as('officer').post(`${inspections}/${body.id}/resealed`).send({ seal: 'CN777' }).expect(200);
    expect(ends(await decide([step(id, 'release')]))).toEqual([['done', 'released']]);
  });

  it('of a red lane waits for a look at the goods, of a yellow one for the papers; blue is looked at afterwards', async () => {
    const [red, yellow, blue] = [await accepted(), await accepted(), await accepted()];
    await lane(red.id, 'red');
    await lane(yellow.id, 'yellow');
    await lane(blue.id, 'blue');
    const release = () => decide([red, yellow, blue].map(({ id }) => step(id, 'release')));
    expect(ends(await release())).toEqual([
      ['lane-not-done', 'accepted'],
      ['lane-not-done', 'accepted'],
      ['done', 'released'],
    ]);
    await check(red.id, 'papers').expect(201);
    await check(yellow.id, 'papers').expect(201);
    expect(ends(await decide([step(red.id, 'release'), step(yellow.id, 'release')]))).toEqual([
      ['lane-not-done', 'accepted'],
      ['done', 'released'],
    ]);
    const { body } = await check(red.id, 'goods').expect(201);
    expect(body.checks).toMatchObject([{ control: 'goods' }, { control: 'papers' }]);
    expect(ends(await decide([step(red.id, 'release')]))).toEqual([['done', 'released']]);
  });

  it('keeps what was looked at: the same again changes nothing, another finding is a conflict', async () => {
    const { id } = await submitted(office);
    const { body: first } = await check(id, 'papers', { result: 'differs', note: '发票缺失' }).expect(201);
    expect((await check(id, 'papers', { result: 'differs', note: '发票缺失' }).expect(201)).body).toEqual(first);
    expect((await check(id, 'papers').expect(409)).body.code).toBe('lane-check-known');
    await check(id, 'goods', { result: 'differs' }).expect(400);
    await office
      .as('brokerA')
      .post(`/v1/declarations/${id}/lane/checks`)
      .send({ control: 'papers', result: 'conforms' })
      .expect(403);
  });
});

describe('the lanes of many', () => {
  it('are changed each for itself: raised at once, lowered by two, refused with the reason', async () => {
    const [one, other, over] = [await submitted(office), await submitted(office), await submitted(office)];
    await post(office, [receipt('R', '30T09:00', { declarationId: over.id })]);
    const ids = [over.id, one.id, '019a95e2-4c00-7000-8000-000000000025', other.id];
    const change = async (colour: string, who: 'officer' | 'officer2' = 'officer') => {
      const changes = ids.map((declarationId) => ({ declarationId, colour, reason: '举报' }));
      const { body } = await office.as(who).post('/v1/lane-changes').send({ changes }).expect(200);
      return (body.results as { declarationId: string; result: string; why?: string }[]).map(
        ({ declarationId, result, why }) => [ids.indexOf(declarationId), why ?? result],
      );
    };
    const all = (end: string) => [
      [0, 'state-forbids'],
      [1, end],
      [2, 'not-found'],
      [3, end],
    ];
    expect(await change('red')).toEqual(all('changed'));
    expect(await change('red')).toEqual(all('unchanged'));
    expect(await change('green')).toEqual(all('pending'));
    expect(await change('green')).toEqual(all('second-officer-needed'));
    expect(await change('green', 'officer2')).toEqual(all('changed'));
    await office.as('brokerA').post('/v1/lane-changes').send({ changes: [] }).expect(403);
  });
});

describe('what is closed', () => {
  it.each([
    ['single-window', 'A'],
    ['single-window', 'D'],
    ['officer', 'cancel'],
    ['single-window', 'Z'],
    ['single-window', 'E'],
    ['officer', 'return'],
  ])('is not taken back by a receipt of %s (%s): it is parked, answered and shown', async (channel, code) => {
    const { id } = await submitted(office);
    await post(office, [receipt('R', '30T09:00', { declarationId: id })]);
    const cancelling = { ...receipt(code, '30T10:00', { declarationId: id }), channel };
    const [result] = await post(office, [cancelling]);
    expect(result).toMatchObject({ result: 'parked', reason: 'after-closing', declarationId: id, effect: null });
    expect((await seen(office, id)).status).toBe('closed');
    const { body } = await office.as('brokerA').get(`/v1/declarations/${id}/receipts`).expect(200);
    expect(body.items).toMatchObject([{ parked: null }, { code, parked: 'after-closing', meaning: null }]);
    const { body: story } = await office.as('officer').get(`/v1/declarations/${id}/timeline`).expect(200);
    expect(story.items.at(-1)).toMatchObject({ what: 'after-closing', counts: false, code });
    expect(await post(office, [cancelling])).toMatchObject([{ result: 'duplicate', effect: null }]);
    expect((await facts(office, id)).map(({ statDay }) => statDay)).toEqual(['2021-12-30']);
  });
});
