import { declarationOf, exampleRuleBook, exampleLine, breachTexts } from '../../../../test/samples/example.js';
import type { Charge, DeclarationInput, Valuation } from '../declaration.js';
import { itemise } from '../items/itemise.js';
import type { RuleBook } from '../rule-book.js';
import { value, type Valued } from './valuation.js';

const lines = (...prices: string[]) => prices.map((totalPrice, index) => exampleLine(index + 1, { totalPrice }));

const attempt = (input: DeclarationInput, ruleBook: RuleBook = exampleRuleBook()) =>
  value(input, itemise(input, ruleBook), ruleBook);

const valued = (input: DeclarationInput, ruleBook?: RuleBook): Valued => {
  const result = attempt(input, ruleBook);
  if (Array.isArray(result)) throw new Error(breachTexts(result).join());
  return result;
};

const refused = (input: DeclarationInput, ruleBook?: RuleBook): string[] => {
  const result = attempt(input, ruleBook);
  return Array.isArray(result) ? breachTexts(result) : [];
};

const amount = (value: string, currency?: string): Charge => ({ mark: 'total', value, currency });
const rate = (percent: string): Charge => ({ mark: 'rate', value: percent });

describe('FOB by trade terms', () => {
  const charges = { freight: amount('100.00'), insurance: amount('10.00'), otherCharges: amount('1.00') };

  it.each([
    ['FOB', '1000.00'],
    ['CFR', '900.00'],
    ['CIF', '890.00'],
    ['C&I', '990.00'],
    ['EXW', '1001.00'],
  ])('%s: a total of 1,000.00 with all charges is %s', (tradeTerms, fobUsd) => {
    const { totals } = valued(declarationOf(lines('600.00', '400.00'), { tradeTerms, ...charges }));
    expect(totals).toMatchObject({ declared: '1000.00', usd: '1000.00', cny: '6393.50', fobUsd });
  });

  it.each(['CFR', 'CIF', 'C&I', 'EXW'])('%s without a charge is the total', (tradeTerms) => {
    expect(valued(declarationOf(lines('1000.00'), { tradeTerms })).totals.fobUsd).toBe('1000.00');
  });
});

describe('charges', () => {
  const cif = (goods: readonly string[], charges: Partial<DeclarationInput>) =>
    declarationOf(lines(...goods), { tradeTerms: 'CIF', ...charges });

  it('by rate are a percentage of the declared total, half-up to cents', () => {
    expect(valued(cif(['1001.50'], { insurance: rate('0.3') })).totals.fobUsd).toBe('998.50'); // 3.0045
    expect(valued(cif(['1001.70'], { insurance: rate('0.3') })).totals.fobUsd).toBe('998.69'); // 3.0051
  });

  it('per tonne count gross tonnes of the header', () => {
    const freight: Charge = { mark: 'perTonne', value: '40' };
    expect(valued(cif(['5000.00'], { freight, grossWeightKg: '1250' })).totals.fobUsd).toBe('4950.00');
  });

  it('per tonne count the lines where the header is silent and all lines weigh', () => {
    const freight: Charge = { mark: 'perTonne', value: '40' };
    expect(valued(cif(['2500.00', '2500.00'], { freight })).totals.fobUsd).toBe('4958.40'); // 1.04 t
    const goods = [exampleLine(1), exampleLine(2, { grossWeightKg: undefined })];
    expect(refused(declarationOf(goods, { tradeTerms: 'CFR', freight }))).toEqual(['required-missing /grossWeightKg']);
  });

  it('per tonne are for freight only', () => {
    expect(refused(cif(['10.00'], { insurance: { mark: 'perTonne', value: '1' } }))).toEqual([
      'charge-mark-invalid /insurance/mark',
    ]);
  });

  it('in another currency are converted by the two CNY rates of the month and kept with the valuation', () => {
    const { totals, valuation } = valued(cif(['1000.00'], { freight: amount('639.35', 'CNY') }));
    expect(totals.fobUsd).toBe('900.00');
    const used = {
      month: '2021-12',
      rates: { USD: { toCny: '6.3935', toUsd: '1' }, CNY: { toCny: '1', toUsd: '0.15641' } },
    };
    expect(valuation).toEqual<Valuation>({ ...used, basis: 'declaration', declared: used });
  });

  it('convert from and to currencies other than CNY', () => {
    const input = cif(['1000.00'], { currency: 'EUR', freight: amount('100.00', 'USD') });
    expect(valued(input).totals).toMatchObject({ cny: '7234.00', fobCny: '6594.66' }); // 88.38 EUR of freight
  });

  it('leave a positive value, or are refused at the largest of them', () => {
    expect(valued(cif(['100.00'], { freight: amount('99.99') })).totals.fobUsd).toBe('0.01');
    expect(refused(cif(['100.00'], { freight: amount('100.00') }))).toEqual(['charges-exceed-total /freight/value']);
    expect(refused(cif(['100.00'], { freight: amount('40.00'), insurance: amount('60.00') }))).toEqual([
      'charges-exceed-total /insurance/value',
    ]);
    expect(refused(cif(['100.00'], { insurance: rate('100') }))).toEqual(['charges-exceed-total /insurance/value']);
  });

  it('that the terms do not name are left alone, whatever they are', () => {
    const input = declarationOf(lines('100.00'), { tradeTerms: 'FOB', freight: amount('500.00', 'JPY') });
    expect(valued(input).totals.fobUsd).toBe('100.00');
  });
});

describe('items', () => {
  it('share charges by value, the odd cents by largest remainder, earlier items first', () => {
    const input = declarationOf(lines('100.00', '100.00', '100.00'), { tradeTerms: 'CFR', freight: amount('0.50') });
    expect(valued(input).items.map(({ fobUsd }) => fobUsd)).toEqual(['99.83', '99.83', '99.84']);
  });

  it('are converted one by one, half-up to cents, and make the total', () => {
    const { items, totals } = valued(declarationOf(lines('0.10', '0.10', '0.10'), { currency: 'CNY' }));
    expect(items.map(({ fobUsd, fobCny }) => [fobUsd, fobCny])).toEqual(Array(3).fill(['0.02', '0.10'])); // 0.015641
    expect(totals).toEqual({ declared: '0.30', usd: '0.05', cny: '0.30', fobUsd: '0.06', fobCny: '0.30' });
  });
});

describe('a price', () => {
  it('is never cut: totals tie whatever was typed', () => {
    const { items, totals } = valued(declarationOf(lines('10.005', '0.1')));
    expect(items.map(({ totalPrice }) => totalPrice)).toEqual(['10.005', '0.10']);
    expect(totals.declared).toBe('10.105');
  });
});

describe('a valuation', () => {
  it.each<[string[], Partial<DeclarationInput>]>([
    [['required-missing /currency'], { currency: undefined }],
    [['rate-missing /currency'], { currency: 'JPY' }],
    [['terms-unknown /tradeTerms'], { tradeTerms: 'DDP' }],
    [['required-missing /goods'], { goods: [] }],
    [['rate-missing /freight/currency'], { tradeTerms: 'CFR', freight: amount('1', 'JPY') }],
  ])('is refused: %j', (expected, change) => {
    expect(refused(declarationOf(lines('100.00'), change))).toEqual(expected);
  });

  it('follows the rule book it is given: the closing month where the market counts by that', () => {
    const january = exampleRuleBook({
      month: '2022-01',
      market: { code: 'KQ-CTC', rateBasis: 'closing', customsOffices: null, exitOffices: null },
      rates: { USD: { toCny: '6.3693', toUsd: '1' } },
    });
    const { totals, valuation } = valued(declarationOf(lines('100.00')), january);
    expect(totals.fobCny).toBe('636.93');
    expect(valuation).toMatchObject({ month: '2022-01', basis: 'closing' });
  });
});
