import {
  declarationOf,
  EXAMPLE_RATES,
  exampleRuleBook,
  exampleDeclaration,
  exampleLine,
  breachTexts,
} from '../../../test/samples/example.js';
import { hasErrors } from '../../messages/refusals/violation.js';
import { assess, checkDeclaration } from './assess.js';
import type { DeclarationInput } from './declaration.js';

const findingsOf = (input: DeclarationInput, ruleBook = exampleRuleBook()): string[] =>
  breachTexts(assess(input, ruleBook).findings);

describe('a finished declaration', () => {
  it('has no findings, and its figures', () => {
    const { findings, items, totals, valuation } = assess(exampleDeclaration(), exampleRuleBook());
    expect(findings).toEqual([]);
    expect(items).toHaveLength(2);
    expect(items[0]).toEqual({
      itemNumber: 1,
      hsCode: '5407520090',
      name: '涤纶染色布',
      quantity: '1000',
      unit: '030',
      netWeightKg: '500',
      totalPrice: '1000.00',
      finalDestination: 'NGA',
      goodsLines: [1],
      fobUsd: '1000.00',
      fobCny: '6393.50',
    });
    expect(totals).toEqual({
      declared: '2000.00',
      usd: '2000.00',
      cny: '12787.00',
      fobUsd: '2000.00',
      fobCny: '12787.00',
    });
    const used = { month: '2021-12', rates: { USD: EXAMPLE_RATES['USD'] } };
    expect(valuation).toEqual({ ...used, basis: 'declaration', declared: used });
  });

  it('is valued also while something else still blocks it', () => {
    const input = exampleDeclaration({ customsOffice: '9999', packages: 3 });
    const { findings, totals } = assess(input, exampleRuleBook());
    expect(breachTexts(findings)).toEqual(['office-unknown /customsOffice', 'totals-do-not-tie /packages']);
    expect(totals?.fobUsd).toBe('2000.00');
  });

  it('at the ceiling is warned, not stopped', () => {
    const { findings } = assess(declarationOf([exampleLine(1, { totalPrice: '150000.00' })]), exampleRuleBook());
    expect(breachTexts(findings)).toEqual(['near-ceiling /goods']);
    expect(hasErrors(findings)).toBe(false);
  });
});

describe('an unfinished declaration', () => {
  it('has no figures', () => {
    const { findings, ...figures } = assess({ reference: 'A', market: 'KQ-CTC' }, exampleRuleBook());
    expect(figures).toEqual({ items: [], totals: null, valuation: null });
    expect(findings).toHaveLength(7);
  });

  it('has the findings of all rules at once', () => {
    const input = exampleDeclaration({
      declaredOn: '2021-12-29',
      consignor: { uscc: '91000000MA0000001S', name: 'n' },
      exitOffice: '0000',
      containers: [{ number: 'CSQU3054384', goodsLines: [9] }],
      goods: [exampleLine(1, { hsCode: '12', netWeightKg: '999' }), exampleLine(1, { totalPrice: '0' })],
    });
    expect(findingsOf(input).sort()).toEqual(
      [
        'declared-in-future /declaredOn',
        'office-unknown /exitOffice',
        'uscc-invalid /consignor/uscc',
        'hs-code-invalid /goods/0/hsCode',
        'container-number-invalid /containers/0/number',
        'goods-line-duplicate /goods/1/line',
        'goods-line-unknown /containers/0/goodsLines/0',
        'amount-not-positive /goods/1/totalPrice',
        'net-above-gross /goods/0/netWeightKg',
        'totals-do-not-tie /netWeightKg',
      ].sort(),
    );
  });
});

describe('an error that exists only because of another', () => {
  it.each<[string[], Partial<DeclarationInput>]>([
    [['currency-unknown /currency'], { currency: 'XXY' }], // not also: no rate
    [['terms-unknown /tradeTerms'], { tradeTerms: 'DDP' }], // once by the table, once by the valuation
    [['charge-mark-invalid /insurance/mark'], { tradeTerms: 'CIF', insurance: { mark: 'perTonne', value: '1' } }],
    [['rate-missing /currency'], { currency: 'JPY' }],
    [['required-missing /consignor'], { consignor: undefined }],
  ])('is found once: %j', (expected, change) => {
    expect(findingsOf(exampleDeclaration(change))).toEqual(expected);
  });

  it('does not blame containers for goods that are not there', () => {
    expect(findingsOf(exampleDeclaration({ goods: [] }))).toEqual(['required-missing /goods']);
  });
});

describe('checkDeclaration', () => {
  it('gives the findings alone', () => {
    const input = exampleDeclaration({ customsOffice: undefined });
    expect(checkDeclaration(input, exampleRuleBook())).toEqual(assess(input, exampleRuleBook()).findings);
  });
});
