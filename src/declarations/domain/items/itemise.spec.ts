import { declarationOf, exampleRuleBook, exampleLine } from '../../../../test/samples/example.js';
import type { GoodsLine, ItemDraft } from '../declaration.js';
import { itemise } from './itemise.js';
import type { HsFlags } from '../../../reference/domain/code-tables.js';

type Spec = [name: string, hsCode: string, totalPrice: string, finalDestination?: string];

const linesOf = (specs: readonly Spec[]): GoodsLine[] =>
  specs.map(([name, hsCode, totalPrice, finalDestination = 'NGA'], index) =>
    exampleLine(index + 1, { name, hsCode, totalPrice, finalDestination }),
  );

const simplify = (goods: readonly GoodsLine[], flags: Record<string, Partial<HsFlags>> = {}): ItemDraft[] =>
  itemise(declarationOf(goods, { simplified: true }), exampleRuleBook({}, flags));

const brief = (items: readonly ItemDraft[]) =>
  items.map(({ name, finalDestination, totalPrice, goodsLines }) =>
    [name, finalDestination, totalPrice, goodsLines.join('+')].join(' '),
  );

/** The worked example of nine varieties in seven chapters. */
const NINE: Spec[] = [
  ['A', '5407000000', '30000.00'],
  ['B', '6006000000', '22000.00'],
  ['C', '5801000000', '15000.00'],
  ['D', '6303000000', '9000.00'],
  ['E', '5208000000', '7500.00'],
  ['F', '5408000000', '4000.00'],
  ['G', '6001000000', '3000.00'],
  ['H', '5401000000', '1200.00'],
  ['I', '9606000000', '800.00'],
];
const BELOW_FIVE = ['F NGA 5200.00 6+8', 'G NGA 3000.00 7', 'I NGA 800.00 9'];

describe('a declaration that is not simplified', () => {
  it('has one item a goods line, in the order of the line numbers, also where the goods are the same', () => {
    const goods = [exampleLine(3, { totalPrice: '9.00' }), exampleLine(1), exampleLine(2)];
    const items = itemise(declarationOf(goods), exampleRuleBook());
    expect(items.map(({ itemNumber, goodsLines }) => [itemNumber, ...goodsLines])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(items[2]?.totalPrice).toBe('9.00');
  });
});

describe('an unfinished declaration', () => {
  it.each<[string, Partial<GoodsLine>]>([
    ['a price', { totalPrice: undefined }],
    ['a positive price', { totalPrice: '0' }],
    ['an HS code of ten digits', { hsCode: '540752' }],
    ['a destination', { finalDestination: '' }],
    ['a number of its own', { line: 1 }],
  ])('has no items while a line lacks %s', (_, change) => {
    expect(itemise(declarationOf([exampleLine(1), exampleLine(2, change)]), exampleRuleBook())).toEqual([]);
  });

  it('has no items without goods', () => {
    expect(itemise({}, exampleRuleBook())).toEqual([]);
  });
});

describe('a simplified declaration', () => {
  it('itemises the five highest varieties and merges the rest by chapter', () => {
    const items = simplify(linesOf(NINE));
    expect(brief(items)).toEqual([
      'A NGA 30000.00 1',
      'B NGA 22000.00 2',
      'C NGA 15000.00 3',
      'D NGA 9000.00 4',
      'E NGA 7500.00 5',
      ...BELOW_FIVE,
    ]);
    expect(items.map(({ itemNumber }) => itemNumber)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(items[5]?.hsCode).toBe('5408000000');
  });

  it('keeps varieties with export duty or inspection apart, right after the five, and counts them as none of those', () => {
    const flags = { '5407000000': { exportDuty: true }, '5401000000': { inspection: true } };
    expect(brief(simplify(linesOf(NINE), flags))).toEqual([
      'B NGA 22000.00 2',
      'C NGA 15000.00 3',
      'D NGA 9000.00 4',
      'E NGA 7500.00 5',
      'F NGA 4000.00 6',
      'A NGA 30000.00 1',
      'H NGA 1200.00 8',
      'G NGA 3000.00 7',
      'I NGA 800.00 9',
    ]);
  });

  it('adds the lines of one variety up before it ranks them', () => {
    const items = simplify(linesOf([...NINE, ['I', '9606000000', '40000.00']]));
    expect(brief(items)[0]).toBe('I NGA 40800.00 9+10');
  });

  it('ranks equal varieties by their lowest line', () => {
    const equal = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index): Spec => [name, `${50 + index}00000000`, '10.00']);
    expect(brief(simplify(linesOf(equal.reverse())))).toEqual(
      ['f', 'e', 'd', 'c', 'b', 'a'].map((name, index) => `${name} NGA 10.00 ${index + 1}`),
    );
  });

  it('makes one item a destination of a variety, the most valuable first', () => {
    const split: Spec[] = [
      ['A', '5407000000', '1000.00', 'GHA'],
      ['A', '5407000000', '29000.00', 'NGA'],
      ...NINE.slice(1),
    ];
    expect(brief(simplify(linesOf(split))).slice(0, 3)).toEqual([
      'A NGA 29000.00 2',
      'A GHA 1000.00 1',
      'B NGA 22000.00 3',
    ]);
  });

  it('merges a chapter by destination; of equal items the lower chapter, then the country, comes first', () => {
    const rest: Spec[] = [
      ['K', '6101000000', '10.00', 'NGA'],
      ['L', '6102000000', '10.00', 'GHA'],
      ['M', '5901000000', '10.00', 'ZAF'],
      ['N', '6103000000', '15.00', 'TGO'],
    ];
    expect(brief(simplify(linesOf([...NINE.slice(0, 5), ...rest]))).slice(5)).toEqual([
      'N TGO 15.00 9',
      'M ZAF 10.00 8',
      'L GHA 10.00 7',
      'K NGA 10.00 6',
    ]);
  });

  it('names a merged item after the variety that is worth most in it, not after its largest line', () => {
    const rest: Spec[] = [
      ['P', '6101000000', '50.00'],
      ['Q', '6102000000', '30.00'],
      ['Q', '6102000000', '30.00'],
    ];
    expect(brief(simplify(linesOf([...NINE.slice(0, 5), ...rest])))[5]).toBe('Q NGA 110.00 6+7+8');
  });

  it('names a merged item after the lower line where two varieties are worth the same', () => {
    const rest: Spec[] = [
      ['P', '6101000000', '50.00'],
      ['Q', '6102000000', '50.00'],
    ];
    expect(brief(simplify(linesOf([...NINE.slice(0, 5), ...rest])))[5]).toBe('P NGA 100.00 6+7');
  });
});

describe('quantities', () => {
  const twice = (first: Partial<GoodsLine>, second: Partial<GoodsLine>) =>
    simplify([exampleLine(1, first), exampleLine(2, second)])[0];

  it('add up where the units agree', () => {
    const item = twice({ quantity: '10.5', unit: '011' }, { quantity: '0.50', unit: '011' });
    expect(item).toMatchObject({ quantity: '11', unit: '011', netWeightKg: '1000', totalPrice: '2000.00' });
  });

  it('become kilograms of net weight where they do not', () => {
    const item = twice({ unit: '011', netWeightKg: '12.34' }, { unit: '030', netWeightKg: '0.006' });
    expect(item).toMatchObject({ quantity: '12.346', unit: '035', netWeightKg: '12.346' });
  });
});
