import { workingCalendar } from '../data/working-calendar.js';
import { strangers, yearCalendar } from './calendar.js';

describe('the working calendar of a year', () => {
  it('has every day once, weekends and holidays off, make-up days worked', () => {
    const days = yearCalendar(2021, [{ day: '2021-10-01', name: '国庆节' }], [{ day: '2021-10-09', name: '国庆节' }]);
    expect(days).toHaveLength(365);
    expect(new Set(days.map(({ day }) => day)).size).toBe(365);
    expect(days.filter(({ day }) => day >= '2021-09-30' && day <= '2021-10-10').map(({ working }) => working)).toEqual(
      // Thursday to Sunday of the next week
      [true, false, false, false, true, true, true, true, true, true, false],
    );
    expect(days.find(({ day }) => day === '2021-10-09')).toEqual({ day: '2021-10-09', working: true, name: '国庆节' });
  });

  it.each([
    [2024, 366],
    [2026, 365],
    [2100, 365],
  ])('of %i has %i days', (year, count) => expect(yearCalendar(year, [], [])).toHaveLength(count));

  it('refuses days of another year, and days named twice', () => {
    const day = (text: string) => ({ day: text });
    expect(
      strangers(2026, [
        [day('2026-01-01'), day('2025-12-31')],
        [day('2026-01-01'), day('2026-02-01')],
      ]),
    ).toEqual([
      { list: 0, index: 1 },
      { list: 1, index: 0 },
    ]);
  });
});

describe('the calendar a fresh installation starts with', () => {
  const known = new Map(workingCalendar().map((day) => [day.day, day]));

  it.each([
    ['2021-02-17', false, 'the third Wednesday that was a holiday'],
    ['2021-12-28', true, 'a Tuesday'],
    ['2026-02-14', true, 'a Saturday worked for Spring Festival'],
    ['2026-11-14', false, 'a Saturday'],
    ['2026-10-01', false, 'National Day'],
  ])('knows %s (working: %s): %s', (day, working) => expect(known.get(day)?.working).toBe(working));

  it('says nothing of years whose holidays had not been published', () => {
    expect(known.get('2013-01-01')?.name).toBe('元旦');
    expect(known.has('2027-01-01')).toBe(false);
  });
});
