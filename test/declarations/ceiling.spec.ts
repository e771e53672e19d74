import type { DeclarationInput } from '../../src/declarations/domain/declaration.js';
import { declarationOf, exampleLine } from '../samples/example.js';
import {
  declaration,
  drafted,
  etag,
  exceptForm,
  seen,
  startedTogether,
  submit,
  submitted,
} from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-28T04:00:00Z'));

/** A declaration of lines that cost this much. */
const costing = (...prices: string[]): Partial<DeclarationInput> => {
  const lines = prices.map((totalPrice, index) => exampleLine(index + 1, { totalPrice }));
  const { goods, packages, grossWeightKg, netWeightKg, containers } = declarationOf(lines);
  return { goods, packages, grossWeightKg, netWeightKg, containers };
};

const replace = (draft: { id: string; reference: string }, ifMatch: string, ...prices: string[]) =>
  office
    .as('brokerA')
    .put(`/v1/declarations/${draft.id}`)
    .set('If-Match', ifMatch)
    .send(declaration({ reference: draft.reference, ...costing(...prices) }));

describe('the ceiling of 150,000 USD', () => {
  it('lets 150,000.00 pass, with a warning', async () => {
    const { body } = await submit(office, await drafted(office, costing('100000.00', '50000.00'))).expect(200);
    expect(body).toMatchObject({ status: 'submitted', totals: { usd: '150000.00' } });
    expect(exceptForm(body.findings)).toMatchObject([{ code: 'near-ceiling', severity: 'warning' }]);
  });

  it('refuses 150,000.01 at submission, and keeps the draft', async () => {
    const draft = await drafted(office, costing('100000.00', '50000.01'));
    const { body } = await submit(office, draft).expect(422);
    expect(body).toMatchObject({ code: 'ceiling-exceeded', violations: [{ pointer: '/goods', severity: 'error' }] });
    expect(await seen(office, draft.id)).toEqual(draft);
  });

  it('is counted at the rate of the month of declaration', async () => {
    // 959,018.00 CNY are 150,000.01 USD in December (0.15641) and 149,069.76 in November (0.15544).
    const content = { ...costing('959018.00'), currency: 'CNY' };
    expect((await submit(office, await drafted(office, content))).status).toBe(422);
    expect((await submit(office, await drafted(office, { ...content, declaredOn: '2021-11-30' }))).status).toBe(200);
  });

  it('is guarded by the database as well', async () => {
    const { id } = await submitted(office, costing('150000.00'));
    const write = office.rows('UPDATE declaration SET total_usd = 150000.01 WHERE id = $1', [id]);
    await expect(write).rejects.toThrow(/declaration_check/);
  });
});

describe('two clients that add to one declaration at once', () => {
  // 100,000 and two times 40,000. Without FOR UPDATE in lockOwn both had read revision 1 and both were answered 200: one
  // addition was lost behind its client's back.
  it('are distinguished: one is stored, the other is stale', async () => {
    const draft = await drafted(office, costing('100000.00'));
    const answers = await startedTogether(office, draft.id, [
      () => replace(draft, etag(draft), '100000.00', '40000.00'),
      () => replace(draft, etag(draft), '100000.00', '40000.01'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const stored = answers.find(({ status }) => status === 200)?.body;
    expect(await seen(office, draft.id)).toEqual(stored);
  });

  // Without FOR UPDATE in lockOwn the addition reached rows that had been submitted meanwhile, and only the CHECK of the table
  // stopped it, with a 500; without the CHECK as well both were answered 200.
  it('never get a submitted one past it, whoever comes first', async () => {
    const outcomes = [];
    for (let round = 0; round < 6; round++) {
      const draft = await drafted(office, costing('100000.00'));
      const add = () => replace(draft, '*', '100000.00', '60000.00');
      const file = () => office.as('brokerA').post(`/v1/declarations/${draft.id}/submit`).set('If-Match', '*');
      const answers = await startedTogether(office, draft.id, round % 2 === 0 ? [add, file] : [file, add]);
      const [added, filed] = round % 2 === 0 ? answers : [...answers].reverse();
      outcomes.push([added?.status, filed?.status]);
      expect(await seen(office, draft.id)).toMatchObject(
        filed?.status === 200
          ? { status: 'submitted', totals: { usd: '100000.00' } }
          : { status: 'draft', totals: { usd: '160000.00' } },
      );
    }
    // Added first: too dear to be submitted. Filed first: too late to add.
    for (const outcome of outcomes) {
      expect([
        [200, 422],
        [409, 200],
      ]).toContainEqual(outcome);
    }
  });
});
