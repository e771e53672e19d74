import { declarationOf, exampleRuleBook, exampleLine, breachTexts } from '../../../../test/samples/example.js';
import type { DeclarationInput } from '../declaration.js';
import { goodsLines } from './goods-lines.js';

const breachesOf = (input: DeclarationInput): string[] => breachTexts(goodsLines(input, exampleRuleBook()));

describe('the numbers of goods lines', () => {
  it('may come in any order and with gaps', () => {
    expect(breachesOf(declarationOf([exampleLine(7), exampleLine(1), exampleLine(3)]))).toEqual([]);
  });

  it('are found at the later line when they repeat, once a repetition', () => {
    const goods = [exampleLine(1), exampleLine(2), exampleLine(1), exampleLine(1)];
    expect(breachesOf(declarationOf(goods))).toEqual([
      'goods-line-duplicate /goods/2/line',
      'goods-line-duplicate /goods/3/line',
    ]);
  });

  it('are named by containers only where they exist', () => {
    const containers = [
      { number: 'CSQU3054383', goodsLines: [1, 3] },
      { number: 'MSKU0383250', goodsLines: [4, 2] },
    ];
    expect(breachesOf(declarationOf([exampleLine(1), exampleLine(2)], { containers }))).toEqual([
      'goods-line-unknown /containers/0/goodsLines/1',
      'goods-line-unknown /containers/1/goodsLines/0',
    ]);
  });

  it('are found one by one where a container names a few that do not exist, and the rest together', () => {
    const containers = [{ number: 'CSQU3054383', goodsLines: Array.from({ length: 14 }, (_, index) => index + 2) }];
    const found = goodsLines(declarationOf([exampleLine(1)], { containers }), exampleRuleBook());
    expect(found).toHaveLength(11);
    expect(found.at(-1)).toMatchObject({ pointer: '/containers/0/goodsLines', params: { line: '12, 13, 14, 15' } });
  });

  it('need not be named by a container at all', () => {
    expect(breachesOf(declarationOf([exampleLine(1)], { containers: [{ number: 'CSQU3054383' }] }))).toEqual([]);
  });

  it('leave containers alone while a line has no number yet', () => {
    const goods = [exampleLine(1, { line: undefined })];
    const containers = [{ number: 'CSQU3054383', goodsLines: [1] }];
    expect(breachesOf(declarationOf(goods, { containers }))).toEqual([]);
  });
});
