import { settlementDueAt, spanOfWeek } from './due.js';

describe('the settlement of a week', () => {
  it.each([
    ['2026-W46', {}, '2026-11-15T22:00:00.000Z'],
    ['2026-W53', {}, '2027-01-03T22:00:00.000Z'],
    ['2026-W46', { settlementTime: '00:30' }, '2026-11-15T16:30:00.000Z'],
  ])('%s with %j is due at %s', (week, settings, dueAt) => expect(settlementDueAt(week, settings)).toBe(dueAt));

  it('spans Monday to Monday in Shanghai', () => {
    expect(spanOfWeek('2026-W46')).toEqual({ from: '2026-11-08T16:00:00.000Z', to: '2026-11-15T16:00:00.000Z' });
  });
});
