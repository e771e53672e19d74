import { settlementWeekOf } from './settlement-week.js';

const weeks = (states: Record<string, boolean>) => new Map(Object.entries(states));

describe('the settlement week of a fact', () => {
  it.each([
    ['is its own while that is open', '2026-W47', '2026-W47', { '2026-W47': false }, '2026-W47'],
    ['is its own, late, as long as nobody closed it', '2026-W40', '2026-W47', { '2026-W40': false }, '2026-W40'],
    ['is the present one when its own is closed', '2026-W46', '2026-W47', { '2026-W46': true }, '2026-W47'],
    [
      'is the first open one after the present when that is closed too',
      '2026-W46',
      '2026-W47',
      { '2026-W46': true, '2026-W47': true, '2026-W48': true, '2026-W49': false },
      '2026-W49',
    ],
    ['crosses into the next year after week 53', '2026-W53', '2026-W53', { '2026-W53': true }, '2027-W01'],
    ['is never before its own', '2026-W48', '2026-W47', { '2026-W48': true }, '2026-W49'],
  ] as [string, string, string, Record<string, boolean>, string][])('%s', (...[, own, present, closed, expected]) => {
    expect(settlementWeekOf(own, present, weeks(closed))).toBe(expected);
  });
});
