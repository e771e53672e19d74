import { FIGURES, LINE_FIGURES } from './domain/figures.js';

/** The order of the lines of a statement, in its digest and wherever else they are read. */
export const LINE_ORDER = 'l.line COLLATE "C", l.of_week COLLATE "C", l.country COLLATE "C"';

/** The columns of `settlement_line` that say what a line is and what it adds up to. */
export const LINE_COLUMNS = ['line', 'of_week', 'country', ...LINE_FIGURES.map((name) => FIGURES[name].column)].join(
  ', ',
);

/** A count is a number in JSON, everything else text. */
const VALUE = {
  count: (column: string) => column,
  amount: (column: string) => `${column}::text`,
  weight: (column: string) => `trim_scale(${column})::text`,
};

/** SQL of the lines among `rows` as a list of JSON. A figure that is later than its statement is left out. */
export const linesOf = (rows: string): string => `
  (SELECT coalesce(json_agg(json_strip_nulls(json_build_object('line', l.line, 'ofWeek', l.of_week, 'country', l.country, ${LINE_FIGURES.map(
    (name) => `'${name}', ${VALUE[FIGURES[name].unit](`l.${FIGURES[name].column}`)}`,
  ).join(', ')})) ORDER BY ${LINE_ORDER}), '[]')
   FROM ${rows})`;
