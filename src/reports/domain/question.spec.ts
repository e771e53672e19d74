import { readQuestion, type WrittenQuestion } from './question.js';

const NOW = '2026-11-18T02:00:00.000Z';
const year = { from: '2021-01-01', to: '2021-12-31' };
const read = (written: Partial<WrittenQuestion>) => readQuestion({ ...year, ...written }, NOW);
const faults = (written: Partial<WrittenQuestion>) => {
  const result = read(written);
  return Array.isArray(result) ? result.map(({ code, pointer }) => `${code} ${pointer}`) : [];
};

describe('a question', () => {
  it('is of closed exports in CNY by country unless it says otherwise', () => {
    expect(read({})).toEqual({
      ...year,
      currency: 'CNY',
      groupBy: ['country'],
      basis: 'closed',
      asOf: null,
      filters: {},
      sort: 'value',
      fill: false,
    });
  });

  it('takes several dimensions and an instant with any offset', () => {
    expect(read({ groupBy: 'month, country', asOf: '2026-11-18T09:00:00+08:00', chapter: ['54'] })).toMatchObject({
      groupBy: ['month', 'country'],
      asOf: '2026-11-18T01:00:00.000Z',
      filters: { chapter: ['54'] },
    });
  });

  it.each<[string, Partial<WrittenQuestion>, string[]]>([
    ['a reversed range', { from: '2022-01-01' }, ['range-reversed /query/from']],
    ['a day more than twenty years', { from: '2001-12-31', to: '2021-12-31' }, ['range-too-long /query/to']],
    ['an unknown dimension', { groupBy: 'country,colour' }, ['dimension-unknown /query/groupBy']],
    ['a dimension named twice', { groupBy: 'country,country' }, ['dimension-unknown /query/groupBy']],
    ['an empty dimension', { groupBy: 'country,' }, ['dimension-unknown /query/groupBy']],
    ['statements of what is not settled', { groupBy: 'settlementWeek' }, ['dimension-unknown /query/groupBy']],
    ['a week of statements of the same', { settlementWeek: ['2021-W40'] }, ['query-needs-basis /query/settlementWeek']],
    ['a month that is none', { month: ['2021-13'] }, ['month-invalid /query/month']],
    ['a firm that is no id', { broker: ['me'] }, ['id-invalid /query/broker']],
    ['an instant nobody knows yet', { asOf: '2026-11-18T02:05:01Z' }, ['as-of-in-future /query/asOf']],
    ['a past state of what is not a fact', { asOf: NOW, basis: 'declared' }, ['as-of-needs-facts /query/asOf']],
    ['an unknown country', { country: ['NGA', 'XYZ'] }, ['country-unknown /query/country']],
    ['an unknown currency', { declaredCurrency: ['ABC'] }, ['currency-unknown /query/declaredCurrency']],
    [
      'several at once',
      { from: '2022-01-01', country: ['xx'], groupBy: 'a' },
      ['range-reversed /query/from', 'dimension-unknown /query/groupBy', 'country-unknown /query/country'],
    ],
  ])('is refused for %s', (_, written, expected) => {
    expect(faults(written)).toEqual(expected);
  });

  it('may span exactly twenty years, from a leap day too', () => {
    expect(faults({ from: '2002-01-01', to: '2021-12-31' })).toEqual([]);
    expect(faults({ from: '2004-02-29', to: '2024-02-28' })).toEqual([]);
    expect(faults({ from: '2004-02-29', to: '2024-02-29' })).toEqual(['range-too-long /query/to']);
  });
});
