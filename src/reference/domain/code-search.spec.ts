import { bestOf, indexed, rankOf, wordsOf } from './code-search.js';

const SAID: Readonly<Record<string, string>> = {
  ...{
    拉: 'la',
    各: 'ge',
    斯: 'si',
    阿: 'a',
    帕: 'pa',
    染: 'ran',
    色: 'se',
    的: 'de',
    聚: 'ju',
    酯: 'zhi',
    涤: 'di',
    纶: 'lun',
  },
  ...{ 长: 'chang', 丝: 'si', 布: 'bu' },
};
const said = (name: string): string[] => [...name].map((character) => SAID[character] ?? character);
const lagos = indexed({ code: 'NGA036', name: '拉各斯', nameEn: 'Lagos, Nigeria' }, said);
const apapa = indexed({ code: 'NGA006', name: '阿帕帕', nameEn: 'Apapa' }, said);
const cloth = indexed({ code: '5407520000', name: '染色的聚酯长丝布', nameEn: 'Dyed polyester' }, said);

describe('what somebody types', () => {
  it.each<[string, boolean]>([
    ['nga036', true],
    ['nga', true],
    ['036', false],
    ['拉各', true],
    ['各斯', true],
    ['lagesi', true],
    ['gesi', true],
    ['esi', false],
    ['lgs', true],
    ['gs', true],
    ['ls', false],
    ['lagos', true],
    ['nigeria', true],
    ['geria', false],
  ])('%s finds Lagos: %s', (typed, found) => expect(rankOf(lagos, wordsOf(typed)) !== null).toBe(found));

  it.each<[string, boolean]>([
    ['聚酯 染色', true],
    ['布　染色', true],
    ['ranse changsi', true],
    ['5407 juzhi', true],
    ['cs rs', true],
    ['染色 棉', false],
    ['涤纶', true],
    ['dilun', true],
    ['dl', true],
    ['涤纶 聚酯', true],
    ['染色 dilun', true],
    ['锦纶', false],
  ])('%s finds the cloth by its words in any order, also by those of the trade: %s', (typed, found) =>
    expect(rankOf(cloth, wordsOf(typed)) !== null).toBe(found),
  );

  it('is answered by the words as they stand before the same in another order, and by the tariff before the trade', () => {
    const ranks = ['染色的聚酯', '涤纶', '聚酯 染色'].map((typed) => rankOf(cloth, wordsOf(typed)) ?? Infinity);
    expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
    expect(new Set(ranks).size).toBe(3);
  });

  it('is answered by the best first: the code, the name, how it is said', () => {
    const ranks = ['nga036', 'nga0', '拉', 'lage', 'lg', '各', 'ge', 'gs', 'nigeria'].map((typed) =>
      rankOf(lagos, [typed]),
    );
    expect(ranks).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('is answered by what was used lately before all others, and by no more than was asked for', () => {
    const codes = [apapa, lagos];
    expect(bestOf(codes, ['nga'], { used: [], limit: 5 })).toEqual([0, 1]);
    expect(bestOf(codes, ['nga'], { used: ['NGA036'], limit: 5 })).toEqual([1, 0]);
    expect(bestOf(codes, [], { used: ['NGA036', 'NGA006'], limit: 1 })).toEqual([1]);
    expect(bestOf(codes, ['pa'], { used: ['NGA036'], limit: 5 })).toEqual([0]);
  });
});
