import { declarationOf, exampleRuleBook, exampleLine, breachTexts } from '../../../../test/samples/example.js';
import type { DeclarationInput, GoodsLine } from '../declaration.js';
import { itemise } from '../items/itemise.js';
import { merging } from './merging.js';

const breachesOf = (input: DeclarationInput): string[] =>
  breachTexts(merging(input, itemise(input, exampleRuleBook())));

const lines = (count: number, lineOf: (index: number) => Partial<GoodsLine> = () => ({})): GoodsLine[] =>
  Array.from({ length: count }, (_, index) => exampleLine(index + 1, lineOf(index)));

/** `count` varieties of one chapter each, to as many items as varieties. */
const varieties = (count: number): GoodsLine[] =>
  lines(count, (index) => ({ hsCode: `${10 + index}00000000`, name: `goods ${index}` }));

describe('the items of one form', () => {
  it.each([
    [50, []],
    [51, ['too-many-items /goods']],
  ])('%i lines, not simplified: %j', (count, expected) => {
    expect(breachesOf(declarationOf(lines(count)))).toEqual(expected);
  });

  it.each([
    [50, []],
    [51, ['too-many-items /goods']],
  ])('%i chapters, simplified: %j', (count, expected) => {
    expect(breachesOf(declarationOf(varieties(count), { simplified: true }))).toEqual(expected);
  });

  it('are counted after merging', () => {
    const goods = lines(300, (index) => ({ name: `goods ${index}` }));
    expect(breachesOf(declarationOf(goods, { simplified: true }))).toEqual([]);
    expect(breachesOf(declarationOf(goods))).toEqual(['too-many-items /goods']);
  });

  it('are counted by lines while the lines are unfinished', () => {
    const goods = lines(51, () => ({ hsCode: undefined }));
    expect(breachesOf(declarationOf(goods))).toEqual(['too-many-items /goods']);
    expect(breachesOf(declarationOf(goods, { simplified: true }))).toEqual([]);
  });
});

describe('the simplified declaration', () => {
  it.each([
    [4, true, ['simplified-not-allowed /simplified']],
    [5, true, []],
    [4, false, []],
    [4, undefined, []],
  ])('with %i varieties, asked for %s: %j', (count, simplified, expected) => {
    expect(breachesOf(declarationOf(varieties(count), { simplified }))).toEqual(expected);
  });

  it('counts one HS code with two names as two varieties, and the same pair on two lines as one', () => {
    const named = (names: string[]) => names.map((name, index) => exampleLine(index + 1, { name }));
    expect(breachesOf(declarationOf(named(['a', 'b', 'c', 'd', 'e']), { simplified: true }))).toEqual([]);
    expect(breachesOf(declarationOf(named(['a', 'b', 'c', 'd', 'd']), { simplified: true }))).toEqual([
      'simplified-not-allowed /simplified',
    ]);
  });

  it('is not checked while a line does not say what it is, or there is none', () => {
    const goods = [...varieties(3), exampleLine(9, { name: undefined })];
    expect(breachesOf(declarationOf(goods, { simplified: true }))).toEqual([]);
    expect(breachesOf(declarationOf([], { simplified: true }))).toEqual([]);
  });
});
