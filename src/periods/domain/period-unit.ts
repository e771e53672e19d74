import { type Day, daysOfMonth, daysOfWeek, isDay, isMonth, isWeek, monthOf, weekOf } from '../../vocabulary/period.js';

/** How long the periods of a kind are, and how they are written. */
export interface PeriodUnit {
  /** What the body of a request calls such a period. */
  readonly field: string;
  readonly isPeriod: (text: string) => boolean;
  /** The period a day lies in. */
  readonly periodOf: (day: Day) => string;
  /** Its first and its last day. */
  readonly daysOf: (period: string) => readonly [Day, Day];
  /** The interval from one to the next, and how PostgreSQL writes one by its first day. */
  readonly step: string;
  readonly label: string;
}

export const DAY: PeriodUnit = {
  field: 'date',
  isPeriod: isDay,
  periodOf: (day) => day,
  daysOf: (day) => [day, day],
  step: '1 day',
  label: 'YYYY-MM-DD',
};
export const WEEK: PeriodUnit = {
  field: 'week',
  isPeriod: isWeek,
  periodOf: weekOf,
  daysOf: daysOfWeek,
  step: '7 days',
  label: 'IYYY"-W"IW',
};
export const MONTH: PeriodUnit = {
  field: 'month',
  isPeriod: isMonth,
  periodOf: monthOf,
  daysOf: daysOfMonth,
  step: '1 month',
  label: 'YYYY-MM',
};
