import { addDays, type Day, daysBetween, daysOfWeek, monthOf, weekOf } from '../../vocabulary/period.js';
import { type Dimension, isTime } from './dimensions.js';
import type { Question } from './question.js';

/** Dimensions of which each is a part of the next: a heading has its chapter only. */
const COMMODITY: readonly Dimension[] = ['chapter', 'heading', 'subheading', 'hsCode'];

/**
 * The keys of a report that shows periods and combinations without exports too: every period of the range, every value that a filter
 * names, and of what is neither every value that occurs, in every combination. Null where that is more than `most` keys.
 */
export function filledKeys(question: Question, keys: readonly (readonly string[])[], most: number): string[][] | null {
  const groups = groupsOf(question.groupBy);
  const parts = groups.map((indexes) => valuesOf(question, keys, indexes));
  const count = parts.reduce((product, values) => product * values.length, 1);
  if (count > most) return null;
  let combined: (readonly string[])[] = [[]];
  for (const values of parts) combined = combined.flatMap((head) => values.map((tail) => [...head, ...tail]));
  const order = groups.flat();
  return combined.map((values) => question.groupBy.map((_, index) => values[order.indexOf(index)] ?? ''));
}

/** Positions of the grouping that vary together: times follow from one day, codes from one commodity. */
function groupsOf(groupBy: readonly Dimension[]): number[][] {
  const positions = groupBy.map((dimension, index) => ({ dimension, index }));
  const of = (test: (dimension: Dimension) => boolean) =>
    positions.filter(({ dimension }) => test(dimension)).map(({ index }) => index);
  const alone = of((dimension) => !isTime(dimension) && !COMMODITY.includes(dimension)).map((index) => [index]);
  const together = [of(isTime), of((dimension) => COMMODITY.includes(dimension))];
  return [...together.filter((indexes) => indexes.length > 0), ...alone];
}

/** The values, or tuples of them, that these positions can have. */
function valuesOf(question: Question, keys: readonly (readonly string[])[], indexes: readonly number[]): string[][] {
  const dimensions = indexes.map((index) => question.groupBy[index] as Dimension);
  const occurring = keys.map((key) => indexes.map((index) => key[index] ?? ''));
  const [first] = dimensions;
  if (first === undefined) return [[]];
  const filter = dimensions.length === 1 ? (question.filters[first] ?? []).map((value) => [value]) : [];
  const periods = isTime(first) ? periodsOf(question, dimensions) : [];
  return distinct([...occurring, ...(isTime(first) ? periods : filter)]);
}

/** Every period of the range that the filters let through. */
function periodsOf({ from, to, filters }: Question, dimensions: readonly Dimension[]): string[][] {
  const periods: string[][] = [];
  for (let number = 0, last = daysBetween(from, to); number <= last; number++) {
    const day = addDays(from, number);
    const values = timesOf(day, to);
    const passes = (Object.keys(values) as (keyof typeof values)[]).every(
      (time) => filters[time] === undefined || filters[time].includes(values[time] ?? ''),
    );
    if (passes && dimensions.every((dimension) => values[dimension as keyof typeof values] !== null))
      periods.push(dimensions.map((dimension) => values[dimension as keyof typeof values] ?? ''));
  }
  return periods;
}

/** A settlement week that ends after the range is not part of it. */
const timesOf = (day: Day, to: Day) => ({
  day,
  week: weekOf(day),
  month: monthOf(day),
  settlementWeek: daysOfWeek(weekOf(day))[1] <= to ? weekOf(day) : null,
});

const distinct = (tuples: readonly string[][]): string[][] => [
  ...new Map(tuples.map((tuple) => [JSON.stringify(tuple), tuple])).values(),
];
