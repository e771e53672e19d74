import { workingCalendar } from '../data/working-calendar.js';
import { dueAfter } from './due.js';

const calendar = new Map(workingCalendar().map(({ day, working }) => [day, working]));

describe('the due time', () => {
  it.each([
    ['2021-12-28T04:00:00Z', 0, '2021-12-28T12:00:00.000Z', 'the cut-off of the day'],
    ['2021-12-28T12:00:00Z', 0, '2021-12-29T12:00:00.000Z', 'at the cut-off itself, that of the next day'],
    ['2021-12-31T13:00:00Z', 0, '2022-01-04T12:00:00.000Z', 'after New Year, which is off until the 3rd'],
    ['2021-12-24T01:00:00Z', 7, '2021-12-31T12:00:00.000Z', 'seven days later'],
    ['2026-11-13T01:00:00Z', 3, '2026-11-16T12:00:00.000Z', 'from Friday on Monday: the weekend counts'],
    ['2026-11-12T01:00:00Z', 2, '2026-11-16T12:00:00.000Z', 'from Thursday on Monday: Saturday is not worked'],
    ['2026-09-28T01:00:00Z', 7, '2026-10-08T12:00:00.000Z', 'after the National Day holiday, which counts'],
    ['2026-02-13T13:00:00Z', 0, '2026-02-14T12:00:00.000Z', 'on a Saturday worked for Spring Festival'],
  ])('of what began at %s, due in %i days, is %s: %s', (since, days, at) =>
    expect(dueAfter(since, days, '20:00', calendar)).toEqual({ at, calendarPublished: true }),
  );

  it('says when the year is not published: the day counts as worked', () => {
    expect(dueAfter('2027-01-01T02:00:00Z', 0, '20:00', calendar)).toEqual({
      at: '2027-01-01T12:00:00.000Z',
      calendarPublished: false,
    });
  });
});
