import { filtersBefore, keyBefore, periodBefore, weeksBefore } from './year-before.js';

describe('the same period a year before', () => {
  it.each([
    ['2021-01-01', '2021-12-31', '2020-01-01', '2020-12-31'],
    ['2021-02-01', '2021-02-28', '2020-02-01', '2020-02-29'],
    ['2020-02-01', '2020-02-29', '2019-02-01', '2019-02-28'],
    ['2021-02-28', '2021-02-28', '2020-02-28', '2020-02-28'],
    ['2020-02-29', '2020-02-29', '2019-02-28', '2019-02-28'],
    ['2021-02-10', '2021-03-09', '2020-02-10', '2020-03-09'],
  ])('of %s to %s is %s to %s by dates', (from, to, ...expected) => {
    expect(periodBefore(from, to)).toEqual(expected);
  });

  it.each([
    ['a week', '2026-11-16', '2026-11-22', '2025-11-17', '2025-11-23'],
    ['the days of a week', '2026-11-18', '2026-11-19', '2025-11-19', '2025-11-20'],
    ['week 53, which the year before lacks', '2026-12-28', '2027-01-03', '2025-12-29', '2025-12-28'],
    ['weeks up to week 53', '2026-12-21', '2027-01-03', '2025-12-22', '2025-12-28'],
    ['week 1 after a week 53', '2027-01-04', '2027-01-10', '2025-12-29', '2026-01-04'],
  ])('of %s keeps the weekdays', (_, from, to, ...expected) => {
    expect(weeksBefore(from, to)).toEqual(expected);
  });

  it('stands under the key of the same day, week or month', () => {
    expect(keyBefore(['month', 'country'], ['2021-03', 'NGA'])).toBe('["2020-03","NGA"]');
    expect(keyBefore(['week'], ['2026-W47'])).toBe('["2025-W47"]');
    expect(keyBefore(['day', 'week', 'month'], ['2021-02-28', '2021-W08', '2021-02'])).toBe('["2020-02-28"]');
  });

  it('has no row for a week 53 that was not there', () => {
    expect(keyBefore(['week', 'country'], ['2026-W53', 'NGA'])).toBeNull();
  });

  it('moves the filters of times with it, and no others', () => {
    const filters = { month: ['2021-12'], week: ['2026-W53', '2026-W47'], day: ['2020-02-29'], country: ['NGA'] };
    const before = { month: ['2020-12'], week: ['2025-W47'], day: ['2019-02-28'], country: ['NGA'] };
    expect(filtersBefore(filters)).toEqual(before);
  });
});
