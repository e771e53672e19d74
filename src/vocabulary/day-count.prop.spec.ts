import fc from 'fast-check';
import { DateTime } from 'luxon';
import { dayNumber, dayOfNumber, weekdayOfNumber, weekOfNumber } from './day-count.js';
import { addDays, businessDayOf, endOfDay, instantAt, instantText, startOfDay } from './period.js';

const ZONE = 'Asia/Shanghai';
const UTC = { zone: 'utc' } as const;
const between = (min: string, max: string) =>
  fc.date({ min: new Date(min), max: new Date(max), noInvalidDate: true }).map((date) => date.toISOString());
/** The whole calendar, and once more the years in which the clocks of Shanghai last changed, and stopped changing. */
const instant = fc.oneof(
  between('1900-01-02T00:00:00Z', '2999-12-30T00:00:00Z'),
  between('1985-01-01T00:00:00Z', '1993-01-01T00:00:00Z'),
  between('1991-12-31T12:00:00Z', '1992-01-01T12:00:00Z'),
);
const day = instant.map((at) => at.slice(0, 10));
const text = (moment: DateTime): string => moment.toUTC().toISO() ?? 'none';

describe('days by arithmetic', () => {
  it('are those of the zone’s own data, by day, week and weekday', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -800, max: 800 }), (own, count) => {
        const known = DateTime.fromISO(own, UTC);
        const number = dayNumber(own) ?? NaN;
        expect(dayOfNumber(number)).toBe(own);
        expect(weekdayOfNumber(number)).toBe(known.weekday);
        expect(weekOfNumber(number)).toBe(known.toISOWeekDate()?.slice(0, 8));
        expect(addDays(own, count)).toBe(known.plus({ days: count }).toISODate());
      }),
      { numRuns: 1_000 },
    );
  });

  it('begin and end in Shanghai when its clocks say so', () => {
    fc.assert(
      fc.property(instant, day, fc.integer({ min: 0, max: 86_399 }), (at, own, seconds) => {
        const known = DateTime.fromISO(own, { zone: ZONE });
        const timeOfDay = new Date(seconds * 1_000).toISOString().slice(11, 19);
        const [hour = 0, minute = 0, second = 0] = timeOfDay.split(':').map(Number);
        expect(businessDayOf(at)).toBe(DateTime.fromISO(at, { zone: ZONE }).toISODate());
        expect(startOfDay(own)).toBe(text(known.startOf('day')));
        expect(endOfDay(own)).toBe(text(known.plus({ days: 1 }).startOf('day')));
        expect(instantAt(own, timeOfDay)).toBe(text(known.set({ hour, minute, second })));
      }),
      { numRuns: 1_000 },
    );
  });

  it('read every spelling of an instant as one', () => {
    const offsets = fc.constantFrom('Z', '+08:00', '-03:30', '+00:00');
    fc.assert(
      fc.property(instant, offsets, (at, offset) => {
        const zone = offset === 'Z' ? 'utc' : `UTC${offset}`;
        const spelled = DateTime.fromISO(at, { zone }).toISO() ?? 'none';
        expect(instantText(spelled)).toBe(at);
        expect(instantText(new Date(at))).toBe(at);
      }),
      { numRuns: 300 },
    );
  });

  it('are no days where the calendar has none', () => {
    for (const wrong of [
      '2021-02-29',
      '2021-13-01',
      '2021-00-10',
      '2021-01-32',
      '2021-1-1',
      '',
      '2021-01-01T00:00',
      '+02021-01-01',
    ]) {
      expect(dayNumber(wrong)).toBeNull();
    }
    expect(dayNumber('2024-02-29')).not.toBeNull();
  });
});
