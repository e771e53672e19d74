import type { DeclarationInput, GoodsLine } from '../../src/declarations/domain/declaration.js';
import { declarationOf, exampleLine } from '../samples/example.js';
import { declaration, drafted, exceptForm, submit, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });

beforeAll(() => putRates(office));

const proposalOf = (id: string, who: Who = 'brokerA') => office.as(who).get(`/v1/declarations/${id}/split-proposal`);

const header = ({ goods, packages, grossWeightKg, netWeightKg }: DeclarationInput) => ({
  goods,
  packages,
  grossWeightKg,
  netWeightKg,
});

/** Lines of these prices, in two containers: the first two lines in one, the others in another. */
const inContainers = (...prices: string[]): Partial<DeclarationInput> => {
  const lines = prices.map((totalPrice, index) => exampleLine(index + 1, { totalPrice }));
  const numbers = lines.map(({ line }) => line ?? 0);
  return {
    ...header(declarationOf(lines)),
    billOfLading: 'COSU6300012345',
    containers: [
      { number: 'CSQU3054383', goodsLines: numbers.slice(0, 2) },
      { number: 'MSKU0383250', goodsLines: numbers.slice(2) },
    ],
  };
};

const free = (lines: readonly GoodsLine[], changes: Partial<DeclarationInput> = {}): Partial<DeclarationInput> => ({
  ...header(declarationOf(lines)),
  billOfLading: undefined,
  containers: [],
  ...changes,
});

interface Part {
  reference: string;
  containers: string[];
  goodsLines: number[];
  usd: string;
  declaration: DeclarationInput;
}

describe('a declaration above the ceiling', () => {
  it('names the address of its proposal, which has parts that keep containers whole and can be submitted as they are', async () => {
    const draft = await drafted(office, inContainers('50000.00', '45000.00', '30000.00', '27300.00'));
    const refused = await submit(office, draft).expect(422);
    expect(refused.body.remedy).toContain('proposal to split');
    expect(refused.body.violations).toMatchObject([{ code: 'ceiling-exceeded', see: 'split-proposal' }]);
    const { body } = await proposalOf(draft.id).expect(200);
    expect(body).toMatchObject({
      needed: true,
      group: draft.reference,
      whole: { totalPrice: '152300.00', usd: '152300.00', items: 4 },
      containersWhole: true,
      billOfLading: 'COSU6300012345',
      caution: { code: 'split-caution' },
      notes: [{ code: 'split-shares-bill', pointer: '/billOfLading' }],
    });
    expect(body.parts).toMatchObject([
      { reference: `${draft.reference}/1`, goodsLines: [1, 2], containers: ['CSQU3054383'], usd: '95000.00', items: 2 },
      { reference: `${draft.reference}/2`, goodsLines: [3, 4], containers: ['MSKU0383250'], usd: '57300.00', items: 2 },
    ]);
    for (const part of body.parts as Part[]) {
      const { body: filed } = await submit(office, await drafted(office, part.declaration)).expect(200);
      expect(filed).toMatchObject({ status: 'submitted', reference: part.reference });
    }
  });

  it('is opened container by container only where one alone is above it, and says which', async () => {
    const draft = await drafted(office, inContainers('100000.00', '80000.00', '20000.00'));
    const { body } = await proposalOf(draft.id).expect(200);
    expect(body).toMatchObject({ containersWhole: false, parts: { length: 2 } });
    expect(body.notes[0]).toMatchObject({ code: 'split-opens-container', pointer: '/containers/0' });
    expect(body.notes[0].message).toContain('CSQU3054383');
    expect((body.parts as Part[]).map(({ containers }) => containers)).toEqual([
      ['CSQU3054383', 'MSKU0383250'],
      ['CSQU3054383'],
    ]);
  });

  it('says of a single line that no splitting helps', async () => {
    const draft = await drafted(office, free([exampleLine(1, { totalPrice: '150000.01' }), exampleLine(2)]));
    const { body } = await proposalOf(draft.id).expect(200);
    expect(body.notes).toMatchObject([{ code: 'split-line-above-ceiling', severity: 'error', pointer: '/goods/0' }]);
    expect(body.parts).toMatchObject([
      { goodsLines: [1], passes: false },
      { goodsLines: [2], passes: true },
    ]);
    expect(exceptForm(body.parts[0].findings)).toMatchObject([{ code: 'ceiling-exceeded' }]);
  });
});

describe('a declaration of too many items', () => {
  it('is divided into the fewest parts of fifty', async () => {
    const lines = Array.from({ length: 101 }, (_, index) => exampleLine(index + 1, { totalPrice: '10.00' }));
    const draft = await drafted(office, free(lines));
    expect((await submit(office, draft).expect(422)).body.violations[0].remedy).toContain('proposal to split');
    const { body } = await proposalOf(draft.id).expect(200);
    expect((body.parts as { items: number }[]).map(({ items }) => items)).toEqual([50, 50, 1]);
    expect(body.whole).toMatchObject({ items: 101, packages: '1010', netWeightKg: '50500' });
  });
});

describe('who may ask, and for what', () => {
  it('is the firm itself; nobody else learns that it is there', async () => {
    const { id } = await drafted(office, inContainers('100000.00', '80000.00', '1.00'));
    await proposalOf(id, 'brokerB').expect(404);
    await proposalOf(id, 'officer').expect(404);
    await proposalOf('nothing').expect(404);
    await proposalOf(id, 'analyst').expect(403);
    await office.as('brokerB').get(`/v1/declarations/${id}/merging`).expect(404);
  });

  it('can be answered before anything is stored, and by POST as by GET', async () => {
    const body = declaration(inContainers('100000.00', '45000.00', '30000.00'));
    const unstored = await office.as('brokerA').post('/v1/declarations/split-proposal').send(body).expect(200);
    expect(unstored.body.parts).toHaveLength(2);
    const created = await office.as('brokerA').post('/v1/declarations').send(body).expect(201);
    const stored = await proposalOf(created.body.id).expect(200);
    expect(stored.body).toEqual(unstored.body);
    const posted = await office.as('brokerA').post(`/v1/declarations/${created.body.id}/split-proposal`).expect(200);
    expect(posted.body).toEqual(stored.body);
  });

  it('says that a declaration within the limits needs none, and that unfinished goods give none', async () => {
    expect((await proposalOf((await submitted(office)).id).expect(200)).body).toMatchObject({
      needed: false,
      parts: [],
    });
    const { id } = await drafted(office, { goods: [{ line: 1, totalPrice: '160000.00' }], containers: [] });
    const { body } = await proposalOf(id).expect(200);
    expect(body).toMatchObject({ needed: null, whole: null, parts: [] });
    expect(body.notes[0]).toMatchObject({ code: 'split-goods-unfinished', severity: 'error' });
    expect(body.notes.length).toBeGreaterThan(1);
  });
});

describe('merging, shown', () => {
  it('names the item of each line, the lines of each item, why, and that both sides tie', async () => {
    const codes = ['5407520090', '6006320000', '5801220000', '6301400000', '5208110000', '5407540000', '5407100000'];
    const lines = codes.map((hsCode, index) =>
      exampleLine(index + 1, { hsCode, name: `品名${index}`, totalPrice: `${9 - index}00.00` }),
    );
    const { id } = await submitted(office, free(lines, { simplified: true }));
    for (const who of ['brokerA', 'officer', 'admin'] as const) {
      const { body } = await office.as(who).get(`/v1/declarations/${id}/merging`).expect(200);
      expect(body).toMatchObject({ ties: true, simplified: true, currency: 'USD' });
      expect(body.totals.items).toEqual(body.totals.lines);
      expect(body.totals.lines).toMatchObject({ totalPrice: '4200.00', packages: '70', grossWeightKg: '3640' });
      expect(
        body.lines.map((line: { itemNumber: number; reason: string }) => `${line.itemNumber} ${line.reason}`),
      ).toEqual([...[1, 2, 3, 4, 5].map((number) => `${number} top-variety`), '6 chapter', '6 chapter']);
      expect(body.items[5]).toMatchObject({ goodsLines: [6, 7], packages: '20', totalPrice: '700.00' });
    }
  });

  it('fits together after a rule for goods changed: a draft by the new rule, what was submitted as it was', async () => {
    const codes = ['5407520090', '6006320000', '5801220000', '6301400000', '5208110000', '5407540000', '5407100000'];
    const lines = codes.map((hsCode, index) =>
      exampleLine(index + 1, { hsCode, name: `品名${index}`, totalPrice: `${9 - index}00.00` }),
    );
    const merging = async (id: string) => {
      const { body } = await office.as('brokerA').get(`/v1/declarations/${id}/merging`).expect(200);
      const shown = body.lines as { itemNumber: number; reason: string | null }[];
      return { ties: body.ties as boolean, lines: shown.map(({ itemNumber, reason }) => `${itemNumber} ${reason}`) };
    };
    const draft = await drafted(office, free(lines, { simplified: true }));
    const filed = await submitted(office, free(lines, { simplified: true }));
    expect(await merging(draft.id)).toEqual(await merging(filed.id));
    const rule = { prefix: '5407100000', flag: 'inspection', validFrom: '2021-01-01', source: '公告' };
    await office.as('admin').post('/v1/hs-rules').send(rule).expect(201);
    expect(await merging(draft.id)).toEqual({
      ties: true,
      lines: [
        '1 top-variety',
        '2 top-variety',
        '3 top-variety',
        '4 top-variety',
        '5 top-variety',
        '7 chapter',
        '6 inspection',
      ],
    });
    expect(await merging(filed.id)).toEqual({ ties: true, lines: [1, 2, 3, 4, 5, 6, 6].map((item) => `${item} null`) });
  });
});
