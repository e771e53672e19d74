import { exampleLine } from '../samples/example.js';
import { useOffice, type Who } from '../support/office.js';
import { drafted, etag, post, seen, submit, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { receipt } from '../support/trade/receiving.js';
import { shipping } from '../support/trade/shipping.js';

/** Who comes too late learns who was first, when, and what is different now: enough to show both beside each other. */
const office = useOffice({ at: '2021-12-28T04:00:00Z' });
const { open, report } = shipping(office);

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-28T06:00:00Z'));

const put = (path: string, tag: string, body: object, who: Who = 'brokerA') =>
  office.as(who).put(path).set('If-Match', tag).send(body);
const stale = async (path: string, tag: string, body: object, who: Who = 'brokerA') => {
  const { body: problem } = await put(path, tag, body, who).expect(412);
  expect(problem.code).toBe('version-stale');
  return problem.current as Record<string, unknown>;
};

describe('a stale change of a draft', () => {
  it('names what others have changed since it was read, of all their changes', async () => {
    const draft = await drafted(office);
    const path = `/v1/declarations/${draft.id}`;
    const goods = [exampleLine(1, { netWeightKg: '499' }), exampleLine(2)];
    const { body: second } = await put(path, etag(draft), { ...draft, goods, netWeightKg: '999' }).expect(200);
    office.clock.stopAt('2021-12-28T06:05:00Z');
    await put(path, etag(second), { ...second, billOfLading: 'B-1', buyer: { name: 'X', country: 'NGA' } }).expect(200);
    const changedAt = '2021-12-28T06:05:00.000Z';
    expect(await stale(path, etag(draft), draft)).toEqual({
      ...{ revision: 3, changedBy: 'brokerA', changedAt },
      changed: ['/billOfLading', '/buyer/name', '/goods/0/netWeightKg', '/netWeightKg'],
    });
    const since = await stale(path, etag(second), draft);
    expect(since['changed']).toEqual(['/billOfLading', '/buyer/name']);
  });

  it('names no list that was empty and is left out', async () => {
    const sent = { reference: 'BARE-1', market: 'KQ-CTC', remarks: 'one' };
    const { body: bare } = await office.as('brokerA').post('/v1/declarations').send(sent).expect(201);
    const path = `/v1/declarations/${bare.id}`;
    await put(path, etag(bare), { ...sent, remarks: 'two' }).expect(200);
    expect((await stale(path, etag(bare), { ...sent, remarks: 'three' }))['changed']).toEqual(['/remarks']);
  });

  it('names the whole document where it builds on no revision that we gave', async () => {
    const draft = await drafted(office);
    for (const tag of ['"r99"', 'W/"r1"', '"x"'])
      expect((await stale(`/v1/declarations/${draft.id}`, tag, draft))['changed']).toEqual(['']);
  });

  it('is answered in the same way for what is withdrawn, split, submitted or amended', async () => {
    const draft = await drafted(office);
    const { body: now } = await put(`/v1/declarations/${draft.id}`, etag(draft), { ...draft, billOfLading: 'B-2' });
    const expected = { revision: now.revision, changedBy: 'brokerA', changed: ['/billOfLading'] };
    const answers = [
      await office.as('brokerA').delete(`/v1/declarations/${draft.id}`).set('If-Match', etag(draft)),
      await submit(office, draft),
      await office
        .as('brokerA')
        .post(`/v1/declarations/${draft.id}/split`)
        .set('If-Match', etag(draft))
        .send({ parts: [draft, draft].map(({ reference }) => ({ reference, market: 'KQ-CTC' })), confirm: true }),
    ];
    for (const { status, body } of answers) expect([status, body.current]).toMatchObject([412, expected]);
  });
});

it('a declaration that was submitted and returned meanwhile says so', async () => {
  const draft = await drafted(office);
  const { body: filed } = await submit(office, draft).expect(200);
  await post(office, [receipt('E', '28T14:00', { declarationId: draft.id })]);
  const current = await stale(`/v1/declarations/${draft.id}`, etag(filed), draft);
  expect(current).toMatchObject({ changedBy: 'officer', changed: ['/returnedAt', '/status'] });
  const since = await stale(`/v1/declarations/${draft.id}`, etag(draft), draft);
  expect(since['changed']).toEqual(['/filedAt', '/returnedAt', '/status', '/submittedAt']);
});

it('an amendment that builds on an older state names the fields that were amended', async () => {
  const filed = await submitted(office);
  const amend = (tag: string, packages: number) =>
    office
      .as('officer')
      .post(`/v1/declarations/${filed.id}/amendments`)
      .set('If-Match', tag)
      .send({
        kind: 'amend',
        reasonCode: 'found-by-customs',
        reason: 'Counted again',
        changes: { billOfLading: `B-${packages}` },
      });
  await amend(etag(filed), 1).expect(201);
  expect((await amend(etag(filed), 2).expect(412)).body.current).toEqual({
    ...{ revision: (await seen(office, filed.id)).revision, changedBy: 'officer' },
    ...{ changedAt: '2021-12-28T06:00:00.000Z', changed: ['/billOfLading'] },
  });
});

it('a container visit, a market and a month of rates', async () => {
  const visit = await open({ vessel: 'V1' });
  await report(visit.id, [{ code: 'GTIN', eventTime: '2021-12-28T05:00:00Z' }]);
  const body = { containerNumber: visit.containerNumber, market: visit.market, vessel: 'V2' };
  expect(await stale(`/v1/shipments/${visit.id}`, etag(visit), body)).toMatchObject({
    ...{ revision: 2, changedBy: 'brokerA', changed: ['/arrivedAt', '/status'] },
  });
  const market = await office.as('admin').get('/v1/markets/KQ-CTC').expect(200);
  const tag = String(market.headers['etag']);
  await put('/v1/markets/KQ-CTC', tag, { cutOff: '19:00' }, 'admin').expect(200);
  expect(await stale('/v1/markets/KQ-CTC', tag, { cutOff: '18:00' }, 'admin')).toMatchObject({
    ...{ changedBy: 'admin', changed: ['/cutOff'] },
  });
  const rates = await office.as('admin').get('/v1/rates/2021-12').expect(200);
  const rest = rates.body.rates.slice(1) as object[];
  await put('/v1/rates/2021-12', String(rates.headers['etag']), { rates: rest }, 'admin').expect(200);
  const current = await stale('/v1/rates/2021-12', String(rates.headers['etag']), { rates: rates.body.rates }, 'admin');
  expect(current).toMatchObject({ changedBy: 'admin', changed: expect.arrayContaining(['/rates/0/currency']) });
});
