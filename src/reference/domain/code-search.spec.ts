import { bestOf, indexed, rankOf } from './code-search.js';

const lagos = indexed({ code: 'NGA036', name: '拉各斯', nameEn: 'Lagos, Nigeria', syllables: ['la', 'ge', 'si'] });
const apapa = indexed({ code: 'NGA006', name: '阿帕帕', nameEn: 'Apapa', syllables: ['a', 'pa', 'pa'] });

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
  ])('%s finds Lagos: %s', (typed, found) => expect(rankOf(lagos, typed) !== null).toBe(found));

  it('is answered by the best first: the code, the name, how it is said', () => {
    const ranks = ['nga036', 'nga0', '拉', 'lage', 'lg', '各', 'ge', 'gs', 'nigeria'].map((typed) =>
      rankOf(lagos, typed),
    );
    expect(ranks).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('is answered by what was used lately before all others, and by no more than was asked for', () => {
    const codes = [apapa, lagos];
    expect(bestOf(codes, 'nga', { used: [], limit: 5 })).toEqual([0, 1]);
    expect(bestOf(codes, 'nga', { used: ['NGA036'], limit: 5 })).toEqual([1, 0]);
    expect(bestOf(codes, '', { used: ['NGA036', 'NGA006'], limit: 1 })).toEqual([1]);
    expect(bestOf(codes, 'pa', { used: ['NGA036'], limit: 5 })).toEqual([0]);
  });
});
