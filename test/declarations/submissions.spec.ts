import { DeclarationWriter } from '../../src/declarations/recording/declaration-writer.js';
import {
  declaration,
  drafted,
  etag,
  post,
  seen,
  startedTogether,
  submit,
  submitted,
} from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { MARKET, newContainerNumber, shipping } from '../support/trade/shipping.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });
const { open } = shipping(office);

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-28T04:00:00Z'));

const codes = (findings: unknown): string[] =>
  (findings as { code: string; pointer: string }[]).map(({ code, pointer }) => `${code} ${pointer}`);

describe('a submission', () => {
  it('values and files the declaration', async () => {
    const draft = await drafted(office);
    const { body } = await submit(office, draft).expect(200);
    expect(body).toMatchObject({
      status: 'submitted',
      submittedAt: '2021-12-28T04:00:00.000Z',
      filedAt: '2021-12-28T04:00:00.000Z',
      findings: [],
    });
    expect(await office.rows('SELECT number FROM submission WHERE declaration_id = $1', [draft.id])).toHaveLength(1);
  });

  it('stands at the beginning of its day when it is recorded afterwards', async () => {
    expect(await submitted(office, { declaredOn: '2021-12-20' })).toMatchObject({
      filedAt: '2021-12-19T16:00:00.000Z',
      submittedAt: '2021-12-28T04:00:00.000Z',
    });
  });

  it('takes the present business day where none is given', async () => {
    const draft = await drafted(office, { declaredOn: undefined });
    expect(draft['declaredOn']).toBeUndefined();
    const { body } = await submit(office, draft).expect(200);
    expect(body).toMatchObject({ declaredOn: '2021-12-28', valuation: { month: '2021-12' } });
  });

  it('is refused with every error at once, and nothing is written', async () => {
    const draft = await drafted(office, {
      buyer: undefined,
      declaredOn: '2021-12-29',
      containers: [{ number: 'CSQU3054384' }],
      consignor: { uscc: '91000000MA0000001S', name: 'x' },
    });
    const { body } = await submit(office, draft).expect(422);
    expect(codes(body.violations).sort()).toEqual([
      'container-number-invalid /containers/0/number',
      'declared-in-future /declaredOn',
      'required-missing /buyer',
      'uscc-invalid /consignor/uscc',
    ]);
    expect(await seen(office, draft.id)).toEqual(draft);
  });

  it('opens the visit of each of its containers that has none, for its firm to go on with', async () => {
    const [container, here] = [newContainerNumber(), newContainerNumber()];
    const known = await open({ containerNumber: here }, 'brokerB');
    await submitted(office, { billOfLading: 'BL-9', containers: [{ number: container }, { number: here }] });
    const visits = () =>
      office.rows(
        'SELECT id, container_number AS container FROM shipment WHERE container_number = ANY ($1) ORDER BY id',
        [[container, here]],
      );
    expect(await visits()).toEqual([
      { id: known.id, container: here },
      { id: expect.any(String), container },
    ]);
    const ask = (who: 'brokerA' | 'brokerB') =>
      office.as(who).post('/v1/shipments').send({ containerNumber: container, market: MARKET });
    expect((await ask('brokerB')).status).toBe(409);
    const own = await open({ containerNumber: container, vessel: 'COSCO', seals: ['S1'] });
    expect(own).toMatchObject({ vessel: 'COSCO', seals: ['S1'], billOfLading: 'BL-9', revision: 2 });
    expect((await ask('brokerA')).status).toBe(409);
    expect(await visits()).toHaveLength(2);
  });

  it('happens once', async () => {
    const draft = await drafted(office);
    const { body } = await submit(office, draft).expect(200);
    expect((await submit(office, body)).body).toMatchObject({ status: 409, code: 'state-forbids' });
    expect((await submit(office, draft)).status).toBe(409);
    const put = office
      .as('brokerA')
      .put(`/v1/declarations/${draft.id}`)
      .set('If-Match', etag(body))
      .send(declaration());
    expect((await put).status).toBe(409);
  });

  // Without FOR UPDATE in lockOwn all six were answered 200, and the declaration was filed six times.
  it('happens once, also when many ask at the same time', async () => {
    const draft = await drafted(office);
    const answers = await startedTogether(
      office,
      draft.id,
      Array.from({ length: 6 }, () => () => submit(office, draft)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect(new Set(answers.filter(({ status }) => status === 409).map(({ body }) => body.code))).toEqual(
      new Set(['state-forbids']),
    );
    expect(await office.rows('SELECT 1 FROM submission WHERE declaration_id = $1', [draft.id])).toHaveLength(1);
  });

  it('is asked of the rules again: a rate put since then counts, one put later does not', async () => {
    const draft = await drafted(office, { declaredOn: '2021-06-15' });
    expect(codes(draft['findings'])).toEqual(['rate-missing /currency']);
    const put = (toCny: string) =>
      office
        .as('admin')
        .put('/v1/rates/2021-06')
        .set('If-Match', '*')
        .send({ rates: [{ currency: 'USD', toCny, toUsd: '1' }] })
        .expect(200);
    await put('6.4');
    const { body } = await submit(office, draft).expect(200);
    expect(body).toMatchObject({ findings: [], totals: { cny: '12800.00' } });
    await put('7');
    expect(await seen(office, draft.id)).toMatchObject({ totals: { cny: '12800.00' } });
  });

  it('needs If-Match', async () => {
    const draft = await drafted(office);
    await office.as('brokerA').post(`/v1/declarations/${draft.id}/submit`).expect(428);
  });
});

describe('what customs sent back', () => {
  const back = async () => {
    const first = await submitted(office);
    office.clock.stopAt('2021-12-28T04:30:00Z');
    await post(office, [
      { channel: 'officer', declarationId: first.id, code: 'return', eventTime: '2021-12-28T04:20:00Z' },
    ]);
    return seen(office, first.id);
  };

  it('is changed and filed again, after the return it answers', async () => {
    const returned = await back();
    expect(returned).toMatchObject({ status: 'returned', returnedAt: '2021-12-28T04:20:00.000Z' });
    const changed = declaration({ reference: returned.reference, declaredOn: '2021-12-27', billOfLading: 'BL-2' });
    const { body } = await office
      .as('brokerA')
      .put(`/v1/declarations/${returned.id}`)
      .set('If-Match', etag(returned))
      .send(changed)
      .expect(200);
    const again = await submit(office, body).expect(200);
    expect(again.body).toMatchObject({ status: 'submitted', filedAt: '2021-12-28T04:30:00.000Z', returnedAt: null });
  });

  it('stays filed when an earlier return comes late, and goes on to its closing', async () => {
    const returned = await back();
    office.clock.stopAt('2021-12-28T05:00:00Z');
    expect((await submit(office, returned).expect(200)).body).toMatchObject({ status: 'submitted' });
    const at = (code: string, time: string) => ({
      ...{ channel: 'officer', declarationId: returned.id, code, eventTime: `2021-12-28T${time}:00Z` },
    });
    await post(office, [at('return', '04:30'), at('return', '04:10'), at('accept', '04:15')]);
    expect(await seen(office, returned.id)).toMatchObject({ status: 'submitted', filedAt: '2021-12-28T05:00:00.000Z' });
    await post(office, [at('release', '05:01'), at('close', '05:02')]);
    expect(await seen(office, returned.id)).toMatchObject({ status: 'closed' });
  });

  it('goes back again by a return after it was filed again', async () => {
    const returned = await back();
    await submit(office, returned).expect(200);
    await post(office, [
      { channel: 'officer', declarationId: returned.id, code: 'return', eventTime: '2021-12-28T04:31:00Z' },
    ]);
    office.clock.stopAt('2021-12-28T04:40:00Z');
    const { body: items } = await office.as('brokerA').get('/v1/open-items?kind=returned-not-refiled').expect(200);
    expect(await seen(office, returned.id)).toMatchObject({ status: 'returned' });
    expect(items.items.map(({ subject }: { subject: { id: string } }) => subject.id)).toContain(returned.id);
  });

  it('leaves submitted also where the clock of the return runs ahead of ours', async () => {
    const first = await submitted(office);
    await post(office, [
      { channel: 'officer', declarationId: first.id, code: 'return', eventTime: '2021-12-28T04:04:00Z' },
    ]);
    const { body } = await submit(office, await seen(office, first.id)).expect(200);
    expect(body).toMatchObject({ status: 'submitted', filedAt: '2021-12-28T04:04:00.000Z' });
  });

  it('never grows beyond the ceiling', async () => {
    const returned = await back();
    const dear = declaration({ reference: returned.reference });
    const [first, second] = dear.goods ?? [];
    const { body } = await office
      .as('brokerA')
      .put(`/v1/declarations/${returned.id}`)
      .set('If-Match', etag(returned))
      .send({ ...dear, goods: [{ ...first, totalPrice: '149000.01' }, second] });
    expect(body).toMatchObject({ status: 422, code: 'ceiling-exceeded' });
  });

  it('keeps its reference', async () => {
    const returned = await back();
    const put = office.as('brokerA').put(`/v1/declarations/${returned.id}`).set('If-Match', etag(returned));
    expect((await put.send(declaration())).status).toBe(409);
  });

  it('is not filed again by a file that has not changed', async () => {
    const input = declaration();
    const write = (content = input) =>
      office.database.transaction(office.actor('brokerA'), (tx) =>
        office.get(DeclarationWriter).write(tx, [content], { submit: true }),
      );
    const [first] = await write();
    await post(office, [
      { channel: 'officer', reference: input.reference, code: 'return', eventTime: '2021-12-28T03:30:00Z' },
    ]);
    expect(await write()).toMatchObject([{ outcome: 'unchanged', submitted: false, id: first?.id }]);
    expect(await write({ ...input, billOfLading: 'BL-9' })).toMatchObject([{ outcome: 'replaced', submitted: true }]);
    expect(await seen(office, first?.id ?? '')).toMatchObject({ status: 'submitted', billOfLading: 'BL-9' });
  });
});
