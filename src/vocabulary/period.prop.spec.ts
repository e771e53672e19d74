import fc from 'fast-check';
import {
  addDays,
  businessDayOf,
  daysBetween,
  daysOfMonth,
  daysOfWeek,
  endOfDay,
  instantText,
  isDay,
  isMonth,
  isWeek,
  monthOf,
  nextDay,
  nextMonth,
  nextWeek,
  previousDay,
  previousMonth,
  previousWeek,
  sameDayYearBefore,
  startOfDay,
  weekOf,
} from './period.js';

const instant = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2999-12-20T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
/** Near the present the zone's rules matter most; summer time ran from 1986 to 1991. */
const recent = fc
  .date({ min: new Date('1985-01-01T00:00:00Z'), max: new Date('2040-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const moment = fc.oneof(instant, recent);
const day = moment.map(businessDayOf);

describe('periods', () => {
  it('put every instant into exactly one day', () => {
    fc.assert(
      fc.property(moment, (at) => {
        const own = businessDayOf(at);
        expect(isDay(own)).toBe(true);
        expect(startOfDay(own) <= at && at < endOfDay(own)).toBe(true);
        expect(endOfDay(previousDay(own))).toBe(startOfDay(own));
        expect(startOfDay(nextDay(own))).toBe(endOfDay(own));
        expect(businessDayOf(startOfDay(own))).toBe(own);
        expect(businessDayOf(endOfDay(own))).toBe(nextDay(own));
      }),
      { numRuns: 500 },
    );
  });

  it('put every day into exactly one week and one month', () => {
    fc.assert(
      fc.property(day, (own) => {
        const [monday, sunday] = daysOfWeek(weekOf(own));
        const [first, last] = daysOfMonth(monthOf(own));
        expect(isWeek(weekOf(own)) && isMonth(monthOf(own))).toBe(true);
        expect(monday <= own && own <= sunday && daysBetween(monday, sunday) === 6).toBe(true);
        expect(first <= own && own <= last && first.endsWith('-01')).toBe(true);
        expect([weekOf(previousDay(monday)), weekOf(nextDay(sunday))]).toEqual([
          previousWeek(weekOf(own)),
          nextWeek(weekOf(own)),
        ]);
        expect([monthOf(previousDay(first)), monthOf(nextDay(last))]).toEqual([
          previousMonth(monthOf(own)),
          nextMonth(monthOf(own)),
        ]);
      }),
    );
  });

  it('let next and previous undo each other, and sort as text', () => {
    fc.assert(
      fc.property(day, (own) => {
        const [week, month] = [weekOf(own), monthOf(own)];
        expect([previousDay(nextDay(own)), nextDay(previousDay(own))]).toEqual([own, own]);
        expect([previousWeek(nextWeek(week)), nextWeek(previousWeek(week))]).toEqual([week, week]);
        expect([previousMonth(nextMonth(month)), nextMonth(previousMonth(month))]).toEqual([month, month]);
        expect(previousDay(own) < own && previousWeek(week) < week && previousMonth(month) < month).toBe(true);
      }),
    );
  });

  it('count days as adding them does', () => {
    fc.assert(
      fc.property(recent.map(businessDayOf), fc.integer({ min: -20_000, max: 20_000 }), (own, count) => {
        expect(daysBetween(own, addDays(own, count))).toBe(count);
        expect(addDays(addDays(own, count), -count)).toBe(own);
      }),
    );
  });

  it('find the same day of the year before', () => {
    fc.assert(
      fc.property(recent.map(businessDayOf), (own) => {
        const before = sameDayYearBefore(own);
        expect(isDay(before)).toBe(true);
        expect(Number(own.slice(0, 4)) - Number(before.slice(0, 4))).toBe(1);
        expect(before.slice(5)).toBe(own.endsWith('-02-29') ? '02-28' : own.slice(5));
      }),
    );
  });

  it('do not depend on how an instant is written', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -23 * 60, max: 23 * 60 }), (at, minutes) => {
        const shifted = new Date(new Date(at).getTime() + minutes * 60_000).toISOString().slice(0, -1);
        const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
        const offset = `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
        expect(instantText(shifted + offset)).toBe(at);
        expect(businessDayOf(shifted + offset)).toBe(businessDayOf(at));
      }),
    );
  });
});
