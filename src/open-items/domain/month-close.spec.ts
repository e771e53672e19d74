import { workingCalendar } from '../../markets/data/working-calendar.js';
import { preCloseAt, slipOf } from './month-close.js';

describe('the warning before a month closes', () => {
  const calendar = new Map(workingCalendar().map(({ day, working }) => [day, working]));

  it.each([
    ['2026-11', {}, '2026-11-25T00:00:00.000Z', 'the 30th is a Monday: Friday, Thursday, Wednesday'],
    ['2026-10', {}, '2026-10-28T00:00:00.000Z', 'the 31st is a Saturday'],
    ['2026-02', { reminderTime: '09:30' }, '2026-02-25T01:30:00.000Z', 'the 28th is worked for Spring Festival'],
    ['2021-02', {}, '2021-02-24T00:00:00.000Z', 'the 28th is a Sunday'],
    ['2021-05', {}, '2021-05-26T00:00:00.000Z', 'a weekend of the month itself is in between'],
  ])('%s with %j is due at %s: %s', (month, settings, at, _why) =>
    expect(preCloseAt(month, settings, calendar)).toEqual({ at, calendarPublished: true }),
  );

  it('says when the year is not published: every day counts as worked', () => {
    const found = preCloseAt('2027-01', {}, calendar);
    expect(found).toEqual({ at: '2027-01-28T00:00:00.000Z', calendarPublished: false });
  });
});

describe('what is released and not closed', () => {
  const warnedAt = '2026-11-25T00:00:00.000Z';

  it.each([
    ['2026-11-24T23:00:00.000Z', '2026-11-24T23:59:59.999Z', 'no'],
    ['2026-11-01T23:00:00.000Z', '2026-11-25T00:00:00.000Z', 'at-risk'],
    ['2026-11-30T15:59:59.999Z', '2026-11-30T15:59:59.999Z', 'at-risk'],
    ['2026-11-30T15:59:59.999Z', '2026-11-30T16:00:00.000Z', 'missed'],
    ['2026-10-31T15:59:59.999Z', '2026-11-10T00:00:00.000Z', 'missed'],
    ['2026-10-31T16:00:00.000Z', '2026-11-10T00:00:00.000Z', 'no'],
  ])('at %s: seen at %s the month of its release is %s', (releasedAt, now, slip) =>
    expect(slipOf(releasedAt, now, warnedAt)).toBe(slip),
  );
});
