import {
  FIGURES,
  type FigureName,
  LINE_FIGURES,
  type StageFigure,
  STAGE_FIGURES,
  SUM_FIGURES,
} from './domain/figures.js';
import { AGES, type Figures, STEPS } from './domain/statement.js';
import { LINE_ORDER } from './statement-lines.query.js';

/** The market's own row among its firms: no organisation has this id. */
export const MARKET_ROW = `'00000000-0000-0000-0000-000000000000'::uuid`;

/**
 * The encoding a digest is made over, written by the database: JSON with sorted keys, without white space, amounts as text with
 * two decimals, weights without trailing zeros. It is `canonicalJson` of the answer without id, names, time, run and digest; ids,
 * weeks and codes are plain ASCII, and `to_json` writes the texts that might not be.
 */
const object = (members: Readonly<Record<string, string>>): string => {
  const written = Object.keys(members)
    .sort()
    .map((key, place) => `'${place === 0 ? '{' : ','}"${key}":' || ${members[key]}`);
  return `${written.join(' || ')} || '}'`;
};
const text = (sql: string): string => `'"' || ${sql} || '"'`;

/** What a sum of nothing is, and how a value is written. */
const UNITS = {
  count: { zero: '0', json: (sql: string) => sql },
  amount: { zero: '0.00', json: text },
  weight: { zero: '0', json: (sql: string) => text(`trim_scale(${sql})`) },
} as const;

const members = <F extends FigureName>(names: readonly F[], sqlOf: (name: F) => string): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, UNITS[FIGURES[name].unit].json(sqlOf(name))]));

const zeroOf = (name: FigureName): string => UNITS[FIGURES[name].unit].zero;
const sums = (sqlOf: (column: string, zero: string) => string): Record<string, string> =>
  members(SUM_FIGURES, (name) => sqlOf(FIGURES[name].sum, zeroOf(name)));
const sumsOf = (row: string) => sums((column, zero) => `coalesce(${row}.${column}, ${zero})`);

const stageFigure = (name: StageFigure, stage: string): string => {
  const figure = FIGURES[name];
  return 'stage' in figure ? figure.stage(stage) : `coalesce(s.${stage}_${figure.sum}, ${zeroOf(name)})`;
};
const stage = (name: string): string => object(members(STAGE_FIGURES, (figure) => stageFigure(figure, name)));

const SUM_COLUMNS = SUM_FIGURES.map((name) => FIGURES[name].sum);
const SUMMED = SUM_COLUMNS.join(', ');
const ADDED = SUM_COLUMNS.map((column) => `sum(${column})`).join(', ');

/** The market's rows beside the firms', made from them. Columns are named: the order of two lists of numbers would be seen by nobody. */
const WITH_MARKET = `
  stepped AS (SELECT firm, step, ${SUMMED} FROM firm_step UNION ALL SELECT ${MARKET_ROW}, step, ${ADDED} FROM firm_step GROUP BY step),
  age_band AS (SELECT firm, age, ${SUMMED} FROM firm_age UNION ALL SELECT ${MARKET_ROW}, age, ${ADDED} FROM firm_age GROUP BY age),
  open AS (
    SELECT firm, kind, items FROM waiting WHERE firm IS NOT NULL
    UNION ALL SELECT ${MARKET_ROW}, kind, sum(items) FROM waiting GROUP BY kind),
  subject AS (
    SELECT ${MARKET_ROW} AS firm UNION SELECT firm FROM firm_stage UNION SELECT firm FROM firm_step UNION SELECT firm FROM firm_line
    UNION SELECT firm FROM waiting WHERE firm IS NOT NULL)`;

/** In the columns of `settlement_line`; named for its readers, and nothing is computed before they read. */
const STATEMENT_LINE = `
  statement_line AS NOT MATERIALIZED (
    SELECT l.firm, CASE WHEN l.of_week = $6::text THEN 'week' ELSE 'adjustment' END AS line, l.of_week, l.country,
      ${LINE_FIGURES.map((name) => `${FIGURES[name].line} AS ${FIGURES[name].column}`).join(', ')}
    FROM line l)`;

const LINE = object({
  ...{ line: text('l.line'), ofWeek: text('l.of_week'), country: 'to_json(l.country)' },
  ...members(LINE_FIGURES, (name) => `l.${FIGURES[name].column}`),
});
const STEP = object({ ...{ step: text('o.step'), from: text('o.stage'), to: text('o.next') }, ...sumsOf('s') });
const AGE = object({ age: text('o.age'), ...sumsOf('r') });
/** What is posted for earlier weeks: the steps that lead to `settled`. */
const ADJUSTED = SUM_FIGURES.map((name) => {
  const column = FIGURES[name].sum;
  return `coalesce(sum(s.${column}) FILTER (WHERE o.next = 'settled'), ${zeroOf(name)}) AS ${column}`;
}).join(', ');
const STEP_ORDER = STEPS.map(({ step, from, to }, place) => `(${place}, '${step}', '${from}', '${to}')`).join(', ');
const AGE_ORDER = AGES.map(({ age }, place) => `(${place}, '${age}')`).join(', ');

const TEXTS = `
  lines_text AS (SELECT l.firm, string_agg(${LINE}, ',' ORDER BY ${LINE_ORDER}) AS text FROM statement_line l GROUP BY l.firm),
  bridge_text AS (
    SELECT w.firm, string_agg(${STEP}, ',' ORDER BY o.place) AS text, ${ADJUSTED}
    FROM subject w CROSS JOIN (VALUES ${STEP_ORDER}) AS o (place, step, stage, next)
    LEFT JOIN stepped s ON s.firm = w.firm AND s.step = o.step GROUP BY w.firm),
  ladder_text AS (
    SELECT w.firm, string_agg(${AGE}, ',' ORDER BY o.place) AS text
    FROM subject w CROSS JOIN (VALUES ${AGE_ORDER}) AS o (place, age)
    LEFT JOIN age_band r ON r.firm = w.firm AND r.age = o.age GROUP BY w.firm),
  open_text AS (
    SELECT firm, '{"byKind":{' || string_agg('"' || kind || '":' || items, ',' ORDER BY kind COLLATE "C") || '},"total":' || sum(items) || '}' AS text
    FROM open GROUP BY firm)`;

/** What is frozen of a statement beside its lines. */
const FROZEN: Readonly<Record<keyof Figures, string>> = {
  declared: stage('declared'),
  released: stage('released'),
  closed: stage('closed'),
  adjustments: object(sums((column) => `b.${column}`)),
  settled: object(sums((column, zero) => `coalesce(s.closed_${column}, ${zero}) + b.${column}`)),
  bridge: `'[' || b.text || ']'`,
  openItems: `coalesce(o.text, '{"byKind":{},"total":0}')`,
  releasedNotClosed: `'[' || r.text || ']'`,
};
const OF_MARKET = {
  ...FROZEN,
  lines: `'[' || coalesce(l.text, '') || ']'`,
  market: 'to_json($5::text)',
  week: text('$6::text'),
};
const OF_FIRM = { ...OF_MARKET, broker: text('w.firm') };

export const STATED = `${WITH_MARKET}, ${STATEMENT_LINE}, ${TEXTS},
  stated AS MATERIALIZED (
    SELECT w.firm, row_number() OVER (ORDER BY w.firm) AS place, ${object(FROZEN)} AS figures,
      encode(sha256(convert_to(CASE WHEN w.firm = ${MARKET_ROW} THEN ${object(OF_MARKET)} ELSE ${object(OF_FIRM)} END, 'UTF8')), 'hex') AS digest
    FROM subject w JOIN bridge_text b ON b.firm = w.firm JOIN ladder_text r ON r.firm = w.firm
    LEFT JOIN stage s ON s.firm = w.firm LEFT JOIN container x ON x.firm = w.firm
    LEFT JOIN lines_text l ON l.firm = w.firm LEFT JOIN open_text o ON o.firm = w.firm)`;

/** How a digest is computed again, as the description of statements says. */
export const DIGEST_DESCRIPTION =
  '`digest` is the SHA-256 (lower-case hex) of this answer as UTF-8 JSON without white space, the keys of every object sorted: ' +
  `{ ${Object.keys(OF_FIRM).sort().join(', ')} }, ` +
  'without `broker` where it is null (the statement of the market) and each of `lines` without `countryName`; lists keep their order.';
