import { aMoment, post, seen, submit, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';
import { entryId, parked, receipt } from '../support/trade/receiving.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-31T12:00:00Z'));

const receiptsOf = async (id: string, who: Who = 'brokerA') =>
  (await office.as(who).get(`/v1/declarations/${id}/receipts`).expect(200)).body.items;

describe('a customs number that cannot be the declaration’s', () => {
  it.each([
    ['of another office', (number: string) => number.replace('2906', '2921')],
    ['of another year', (number: string) => number.replace('29062021', '29062019')],
    ['of an import', (number: string) => number.replace('290620210', '290620211')],
    ['of 17 digits', (number: string) => number.slice(0, 17)],
  ])('%s is parked, shown to both sides and never applied', async (_, wrong) => {
    const { id } = await submitted(office);
    const number = entryId();
    const sent = receipt('L', '28T09:00', { declarationId: id, entryId: wrong(number) });
    const [result] = await post(office, [sent]);
    expect(result).toMatchObject({ result: 'parked', reason: 'entry-id-implausible', declarationId: id, effect: null });
    expect(result?.findings).toHaveLength(1);
    expect(await seen(office, id)).toMatchObject({ status: 'submitted', entryId: null });
    for (const who of ['brokerA', 'officer'] as const) {
      expect(await receiptsOf(id, who)).toMatchObject([{ parked: 'entry-id-implausible', meaning: null }]);
    }
    expect((await parked(office, 'officer', '&reason=entry-id-implausible')).map(({ code }) => code)).toContain('L');
    const { body } = await office.as('brokerA').get('/v1/open-items?market=KQ-CTC&kind=receipt-parked&limit=500');
    expect(body.items.map(({ subject }: { subject: { id: string } }) => subject.id)).toContain(
      (result as unknown as { receiptId: string }).receiptId,
    );
    expect(await post(office, [sent])).toMatchObject([{ result: 'duplicate' }]);
    // What is right about it comes again under the right number, or without one.
    const right = { ...sent, entryId: number };
    expect(await post(office, [right, receipt('P', '28T10:00', { entryId: number })])).toMatchObject([
      { result: 'applied', effect: { from: 'submitted', to: 'accepted' } },
      { result: 'applied', effect: { from: 'accepted', to: 'released' } },
    ]);
    expect(await seen(office, id)).toMatchObject({ status: 'released', entryId: number });
  });

  it('does not stand for the same receipt without it, also after it was dismissed', async () => {
    const { id } = await submitted(office);
    const wrong = receipt('L', '28T09:00', { declarationId: id, entryId: entryId().replace('2906', '2921') });
    const [result] = (await post(office, [wrong])) as unknown as { receiptId: string }[];
    await office.as('officer').post(`/v1/receipts/${result?.receiptId}/dismiss`).send({ reason: '误发' }).expect(200);
    const { entryId: _, ...without } = wrong as typeof wrong & { entryId: string };
    expect(await post(office, [wrong, without])).toMatchObject([{ result: 'duplicate' }, { result: 'applied' }]);
    expect((await seen(office, id)).status).toBe('accepted');
  });

  it('of the year after the filing is taken', async () => {
    const { id } = await submitted(office);
    office.clock.stopAt('2022-01-05T12:00:00Z');
    const number = entryId().replace('29062021', '29062022');
    const accepted = { ...receipt('L', '', { declarationId: id, entryId: number }), eventTime: '2022-01-02T02:00:00Z' };
    expect(await post(office, [accepted])).toMatchObject([{ result: 'applied' }]);
    expect(await seen(office, id)).toMatchObject({ status: 'accepted', entryId: number });
  });
});

describe('a customs number of two declarations', () => {
  const bring = (declarationId: string, number: string, code = 'L') =>
    post(office, [receipt(code, '28T09:00', { declarationId, entryId: number })]);

  it('belongs to the first live one, whoever’s the other is, and to another when that one is cancelled', async () => {
    const [one, other] = [await submitted(office), await submitted(office, {}, 'brokerB')];
    const number = entryId();
    await bring(one.id, number);
    const [result] = await bring(other.id, number);
    expect(result).toMatchObject({ result: 'parked', reason: 'entry-id-taken', declarationId: other.id });
    expect(await seen(office, other.id, 'brokerB')).toMatchObject({ status: 'submitted', entryId: null });
    expect(JSON.stringify(await receiptsOf(other.id, 'brokerB'))).not.toContain(one.reference);
    // By the number alone the first one is still meant.
    expect(await post(office, [receipt('P', '28T10:00', { entryId: number })])).toMatchObject([
      { result: 'applied', declarationId: one.id },
    ]);
    await post(office, [receipt('D', '28T11:00', { declarationId: one.id })]);
    const { receiptId } = result as unknown as { receiptId: string };
    const again = () => office.as('officer').post(`/v1/receipts/${receiptId}/assign`).send({ declarationId: other.id });
    expect((await again().expect(200)).body.result).toBe('applied');
    expect(await seen(office, other.id, 'brokerB')).toMatchObject({ status: 'accepted', entryId: number });
  });

  it('of one body goes to the first', async () => {
    const [one, other] = [await submitted(office), await submitted(office)];
    const number = entryId();
    const results = await post(
      office,
      [one, other].map(({ id }) => receipt('L', '28T09:00', { declarationId: id, entryId: number })),
    );
    expect(results).toMatchObject([{ result: 'applied' }, { result: 'parked', reason: 'entry-id-taken' }]);
  });

  it('brought at once goes to one of them', async () => {
    for (let round = 0; round < 5; round++) {
      const [one, other] = [await submitted(office), await submitted(office)];
      const number = entryId();
      const results = await Promise.all([bring(one.id, number), bring(other.id, number)]);
      expect(results.map(([each]) => each?.reason ?? each?.result).sort()).toEqual(['applied', 'entry-id-taken']);
      await aMoment();
    }
  });
});

describe('another customs number of one declaration', () => {
  it('is parked, and taken when the return that explains it arrives', async () => {
    const { id } = await submitted(office, { declaredOn: '2021-12-27' });
    const [before, after] = [entryId(), entryId()];
    await post(office, [receipt('L', '28T09:00', { declarationId: id, entryId: before })]);
    const [result] = await post(office, [receipt('P', '29T10:00', { declarationId: id, entryId: after })]);
    expect(result).toMatchObject({ result: 'parked', reason: 'entry-id-changed', effect: null });
    expect(result?.findings).toMatchObject([{ code: 'entry-id-changed' }]);
    expect(await seen(office, id)).toMatchObject({ status: 'accepted', entryId: before });
    await post(office, [receipt('E', '28T12:00', { declarationId: id })]);
    await submit(office, await seen(office, id)).expect(200);
    expect(await seen(office, id)).toMatchObject({ status: 'released', entryId: after });
    expect((await receiptsOf(id)).map((each: { parked: string | null }) => each.parked)).toEqual([null, null, null]);
  });
});
