import { filledKeys } from './filled-keys.js';
import type { Question } from './question.js';

const asked: Question = {
  ...{ from: '2021-11-30', to: '2022-01-01', currency: 'CNY', basis: 'closed', asOf: null },
  ...{ groupBy: ['month'], filters: {}, sort: 'key', fill: true },
};
const filled = (more: Partial<Question>, keys: string[][] = []) =>
  filledKeys({ ...asked, ...more }, keys, 1_000)?.map((key) => key.join(' '));

describe('a report that shows what was not exported too', () => {
  it.each<[string, Partial<Question>, string[][], string[]]>([
    ['every month of the range', {}, [], ['2021-11', '2021-12', '2022-01']],
    ['every week', { groupBy: ['week'], to: '2021-12-06' }, [], ['2021-W48', '2021-W49']],
    [
      'every month of each country that occurs',
      { groupBy: ['country', 'month'], to: '2021-12-31' },
      [['NGA', '2021-12']],
      ['NGA 2021-12', 'NGA 2021-11'],
    ],
    [
      'countries that were asked for by name',
      { groupBy: ['country'], filters: { country: ['NGA', 'PAK'] } },
      [['NGA']],
      ['NGA', 'PAK'],
    ],
    ['no country that nobody named', { groupBy: ['country'] }, [['NGA']], ['NGA']],
    [
      'a day with its own month only',
      { groupBy: ['day', 'month'], to: '2021-12-01' },
      [],
      ['2021-11-30 2021-11', '2021-12-01 2021-12'],
    ],
    [
      'a heading with its own chapter only',
      { groupBy: ['chapter', 'heading'] },
      [
        ['54', '5407'],
        ['61', '6109'],
      ],
      ['54 5407', '61 6109'],
    ],
    ['months that the filter lets through', { filters: { month: ['2021-12'] } }, [], ['2021-12']],
  ])('has %s', (_, more, keys, expected) => {
    expect(filled(more, keys)?.sort()).toEqual(expected.sort());
  });

  it('is refused where it would be too long', () => {
    expect(filledKeys({ ...asked, groupBy: ['day', 'country'] }, [['2021-12-01', 'NGA']], 20)).toBeNull();
  });
});
