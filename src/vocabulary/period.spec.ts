import {
  addDays,
  businessDayOf,
  daysBetween,
  daysOfMonth,
  daysOfWeek,
  endOfDay,
  instantAt,
  instantText,
  lastInstantOf,
  isDay,
  isInstant,
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

describe('business day', () => {
  test.each([
    ['2021-01-31T23:59:59+08:00', '2021-01-31'],
    ['2021-02-01T00:00:00+08:00', '2021-02-01'],
    ['2021-01-31T15:59:59Z', '2021-01-31'],
    ['2021-01-31T15:59:59.999Z', '2021-01-31'],
    ['2021-01-31T16:00:00Z', '2021-02-01'],
    ['2021-01-31T23:59:59-05:00', '2021-02-01'],
    ['2020-12-31T16:00:00Z', '2021-01-01'],
    ['2020-02-28T16:00:00Z', '2020-02-29'],
    ['2021-12-28t09:10:00z', '2021-12-28'],
  ])('of %s is %s', (instant, day) => {
    expect(businessDayOf(instant)).toBe(day);
    expect(businessDayOf(new Date(instantText(instant)))).toBe(day);
  });

  it('counts what is declared in January and closed on 2 February in February', () => {
    expect(monthOf(businessDayOf('2021-02-02T08:00:00+08:00'))).toBe('2021-02');
  });

  it('stands at its end before the next one has begun', () => {
    expect(lastInstantOf('2021-01-31')).toBe('2021-01-31T15:59:59.999Z');
  });

  it('is 23 or 25 hours long where summer time began and ended, and still one day', () => {
    const hours = (day: string): number =>
      (new Date(endOfDay(day)).getTime() - new Date(startOfDay(day)).getTime()) / 3_600_000;
    expect(hours('1986-05-04')).toBe(23);
    expect(hours('1986-09-14')).toBe(25);
    expect(hours('2021-05-04')).toBe(24);
  });

  test.each([
    ['startOfDay', startOfDay('2021-02-01'), '2021-01-31T16:00:00.000Z'],
    ['endOfDay', endOfDay('2021-01-31'), '2021-01-31T16:00:00.000Z'],
    ['instantAt 20:00', instantAt('2021-12-28', '20:00'), '2021-12-28T12:00:00.000Z'],
    ['instantAt 00:00', instantAt('2021-12-28', '00:00'), '2021-12-27T16:00:00.000Z'],
    ['instantAt 23:59:59', instantAt('2021-12-28', '23:59:59'), '2021-12-28T15:59:59.000Z'],
    ['instantText', instantText('2021-12-28T09:10:00+08:00'), '2021-12-28T01:10:00.000Z'],
  ])('%s gives %s', (_, instant, expected) => expect(instant).toBe(expected));
});

describe('ISO week', () => {
  test.each([
    ['2020-12-31', '2020-W53'],
    ['2021-01-01', '2020-W53'],
    ['2021-01-03', '2020-W53'],
    ['2021-01-04', '2021-W01'],
    ['2024-12-30', '2025-W01'],
    ['2026-12-31', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2026-11-22', '2026-W47'],
    ['2023-01-01', '2022-W52'],
  ])('of %s is %s', (day, week) => expect(weekOf(day)).toBe(week));

  it('runs from Monday to Sunday, over New Year too', () => {
    expect(daysOfWeek('2020-W53')).toEqual(['2020-12-28', '2021-01-03']);
    expect(daysOfWeek('2026-W47')).toEqual(['2026-11-16', '2026-11-22']);
  });

  it('knows which years have a week 53', () => {
    expect(nextWeek('2020-W53')).toBe('2021-W01');
    expect(previousWeek('2021-W01')).toBe('2020-W53');
    expect(nextWeek('2021-W52')).toBe('2022-W01');
  });
});

describe('calendar', () => {
  test.each([
    ['nextDay over a month', nextDay('2021-01-31'), '2021-02-01'],
    ['nextDay before a leap day', nextDay('2020-02-28'), '2020-02-29'],
    ['previousDay over a year', previousDay('2021-01-01'), '2020-12-31'],
    ['addDays', addDays('2021-12-28', 45), '2022-02-11'],
    ['addDays backwards', addDays('2021-12-28', -30), '2021-11-28'],
    ['nextMonth over a year', nextMonth('2021-12'), '2022-01'],
    ['previousMonth over a year', previousMonth('2021-01'), '2020-12'],
    ['sameDayYearBefore', sameDayYearBefore('2021-12-28'), '2020-12-28'],
    ['sameDayYearBefore of a leap day', sameDayYearBefore('2024-02-29'), '2023-02-28'],
  ])('%s', (_, actual, expected) => expect(actual).toBe(expected));

  test.each([
    ['2021-02', ['2021-02-01', '2021-02-28']],
    ['2024-02', ['2024-02-01', '2024-02-29']],
    ['2021-12', ['2021-12-01', '2021-12-31']],
  ])('%s has the days %j', (month, days) => expect(daysOfMonth(month)).toEqual(days));

  test.each([
    ['2021-12-28', '2021-12-28', 0],
    ['2021-12-28', '2022-01-01', 4],
    ['2022-01-01', '2021-12-28', -4],
    ['1986-05-03', '1986-05-05', 2],
    ['2021-01-01', '2022-01-01', 365],
  ])('from %s to %s are %i days', (from, to, count) => expect(daysBetween(from, to)).toBe(count));
});

describe('what is no period', () => {
  test.each([
    '2021-02-29',
    '2021-2-1',
    '20210201',
    '2021-13-01',
    '2021-00-10',
    '2021-01-32',
    '0001-01-01',
    '3000-01-01',
  ])('%s is no day', (text) => expect(isDay(text)).toBe(false));
  test.each(['', '2021-02-01 ', '2021-02-01\n', '2021-02-01T00:00:00Z', '２021-02-01', '+02021-02-01', '2021-032'])(
    '%j is no day either',
    (text) => expect(isDay(text)).toBe(false),
  );
  test.each([
    '2021-W53',
    '2025-W53',
    '2021-W00',
    '2021-W54',
    '2021W01',
    '2021-W1',
    '2021-w01',
    '2021-W01-1',
    '1899-W01',
  ])('%s is no week', (text) => expect(isWeek(text)).toBe(false));
  test.each(['2021-00', '2021-13', '2021-1', '202101', '2021-01-01', '1899-12', '3000-01', ''])(
    '%j is no month',
    (text) => expect(isMonth(text)).toBe(false),
  );
  test.each([
    '2021-12-28',
    '2021-12-28T09:10',
    '2021-12-28T09:10:00',
    '2021-12-28T24:00:00Z',
    '2021-12-28T09:60:00Z',
    '2021-12-28T09:10:60Z',
    '2021-02-29T00:00:00Z',
    '2021-12-28T09:10:00+0800',
    '2021-12-28T09:10:00+25:00',
    '2021-12-28T09:10:00.Z',
    '9999-12-31T23:59:59Z',
    'now',
    '',
  ])('%j is no instant', (text) => {
    expect(isInstant(text)).toBe(false);
    expect(() => businessDayOf(text)).toThrow(RangeError);
  });

  it('does not stop the arithmetic at the edge of what may be asked for', () => {
    expect(startOfDay(sameDayYearBefore('1900-01-01'))).toBe('1898-12-31T15:54:17.000Z');
    expect(businessDayOf(endOfDay('2999-12-31'))).toBe('3000-01-01');
    expect(isInstant('1890-01-01T00:00:00Z')).toBe(false);
  });

  test.each(['2020-W53', '2026-W53', '2026-W01', '1900-W01', '2999-W52'])('%s is a week', (text) =>
    expect(isWeek(text)).toBe(true),
  );
  test.each(['2021-12-28T09:10:00.123456789+08:00', '2021-12-28 09:10:00Z', '2021-12-28T09:10:00-00:00'])(
    '%s is an instant',
    (text) => expect(isInstant(text)).toBe(true),
  );

  it('is refused loudly by whatever computes with it', () => {
    expect(() => weekOf('2021-02-29')).toThrow(RangeError);
    expect(() => startOfDay('tomorrow')).toThrow(RangeError);
    expect(() => daysOfWeek('2021-W53')).toThrow(RangeError);
    expect(() => nextMonth('2021-13')).toThrow(RangeError);
    expect(() => instantAt('2021-12-28', '24:00')).toThrow(RangeError);
    expect(() => instantAt('2021-12-28', '8:00')).toThrow(RangeError);
    expect(() => businessDayOf(new Date(Number.NaN))).toThrow(RangeError);
    expect(() => businessDayOf(new Date(8.64e15))).toThrow(RangeError);
  });
});
