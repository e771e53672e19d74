import { exampleDeclaration, exampleLine } from '../../../../test/samples/example.js';
import type { DeclarationInput } from '../declaration.js';
import { comparisonsOf } from './split-differences.js';

/** The example of two lines, and its two parts; the second one changed. */
function differences(whole: Partial<DeclarationInput>, second: Partial<DeclarationInput>): string[] {
  const header = { ...whole, packages: 10, grossWeightKg: '520', netWeightKg: '500' };
  const [one, other] = [1, 2].map((line) => exampleDeclaration({ ...header, goods: [exampleLine(line)] }));
  const parts = [one, { ...other, ...second }] as DeclarationInput[];
  return comparisonsOf(exampleDeclaration(whole), parts)
    .flatMap((compare) => compare())
    .map(({ pointer, params = {} }) =>
      [pointer, params['line'] ?? '', params['field'], params['from'], params['to']].join('|'),
    );
}

const SHARED = { freight: { mark: 'total', value: '100.00' } } as const;
const half = { freight: { mark: 'total', value: '50' } } as const;
const RATED = { insurance: { mark: 'rate', value: '0.30' } } as const;

describe('what the parts of a split come to', () => {
  it('is compared by number, however it is written', () => {
    expect(differences({}, {})).toEqual([]);
    expect(differences({}, { goods: [exampleLine(2, { totalPrice: '1000', quantity: '1000.000' })] })).toEqual([]);
    expect(differences(RATED, { insurance: { mark: 'rate', value: '0.3', currency: 'USD' } })).toEqual([]);
  });

  it('may say what the draft does not say, and leave header figures to be filled in', () => {
    const goods = [exampleLine(1), exampleLine(2, { packages: undefined, unit: undefined })];
    expect(differences({ goods, contractNumber: undefined }, { contractNumber: 'KQ-1' })).toEqual([]);
    expect(differences({ packages: undefined, goods: [exampleLine(1), exampleLine(2)] }, {})).toEqual([]);
    const whole = exampleDeclaration();
    const none = { packages: undefined, grossWeightKg: undefined, netWeightKg: undefined };
    const parts = [1, 2].map((line) => exampleDeclaration({ ...none, goods: [exampleLine(line)] }));
    expect(comparisonsOf(whole, parts).flatMap((compare) => compare())).toEqual([]);
  });

  it.each<[string, Partial<DeclarationInput>, Partial<DeclarationInput>, string[]]>([
    [
      'a goods line that is left out',
      {},
      { goods: [] },
      [
        ...['quantity|1000', 'legalQuantity1|1000', 'legalQuantity2|500', 'packages|10', 'grossWeightKg|520'],
        ...['netWeightKg|500', 'totalPrice|1000'],
      ].map((text) => `/parts|2|${text}|0`),
    ],
    [
      'a figure',
      {},
      { goods: [exampleLine(2, { netWeightKg: '499.999' })] },
      ['/parts/1/goods/0/netWeightKg|2|netWeightKg|500|499.999'],
    ],
    [
      'a line in two parts',
      {},
      { goods: [exampleLine(2), { line: 1, totalPrice: '0.01' }] },
      ['/parts|1|totalPrice|1000|1000.01'],
    ],
    [
      'a line that the draft does not have',
      {},
      { goods: [exampleLine(2), { line: 3, totalPrice: '1' }] },
      ['/parts/1/goods/1/totalPrice|3|totalPrice|0|1'],
    ],
    [
      'a unit',
      {},
      { goods: [exampleLine(2, { unit: '035', quantity: '7' })] },
      ['/parts/1/goods/0/unit|2|unit|030|035'],
    ],
    ['a header figure', {}, { packages: 9 }, ['/parts||packages|20|19']],
    ['a header figure that one part has', {}, { packages: undefined }, ['/parts||packages|20|10']],
    ['a charge', SHARED, half, ['/parts||freight|100|150']],
    [
      'a charge in another currency',
      SHARED,
      { freight: { mark: 'total', value: '1', currency: 'CNY' } },
      ['/parts/1/freight||freight|100.00 total|1 total CNY'],
    ],
    [
      'a charge that is added',
      {},
      { insurance: { mark: 'total', value: '9' } },
      ['/parts/1/insurance||insurance|0|9 total'],
    ],
    [
      'another rate',
      RATED,
      { insurance: { mark: 'rate', value: '3' } },
      ['/parts/1/insurance||insurance|0.30 rate|3 rate'],
    ],
    ['a rate that is lost', RATED, { insurance: undefined }, ['/parts/1/insurance||insurance|0.30 rate|0']],
    ['a currency', {}, { currency: 'CNY' }, ['/parts/1/currency||currency|USD|CNY']],
    ['trade terms', {}, { tradeTerms: 'CIF' }, ['/parts/1/tradeTerms||tradeTerms|FOB|CIF']],
  ])('is named for %s', (_, whole, second, expected) => expect(differences(whole, second)).toEqual(expected));
});
