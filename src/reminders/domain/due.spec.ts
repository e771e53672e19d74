import { workingCalendar } from '../../markets/data/working-calendar.js';
import { preCloseAt, reminderDueAt } from './due.js';

describe('the reminder of a month', () => {
  it.each([
    ['2026-11', {}, '2026-12-01T00:00:00.000Z'],
    ['2026-12', {}, '2027-01-01T00:00:00.000Z'],
    ['2027-02', { reminderTime: '10:15' }, '2027-03-01T02:15:00.000Z'],
  ])('%s with %j is due at %s', (month, settings, dueAt) => expect(reminderDueAt(month, settings)).toBe(dueAt));
});

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
