import type { Tx } from '../../platform/database/tx.js';
import { FINE, MEASURES, ROLLUP_LEVELS } from '../../statistics/rollups.js';
import { type Day, endOfDay, type Instant, startOfDay } from '../../vocabulary/period.js';
import type { Span } from '../domain/spans.js';

/** A figure that is not what is behind it: by how much it is too high, a negative amount where it is too low. */
export interface FigureDifference {
  /** `ledger`, `statement`, or the rollup. */
  readonly figure: string;
  readonly period: string;
  readonly market: string;
  /** What else the figure is of: firm, country, chapter. */
  readonly of: string;
  readonly valueCny: string;
  readonly valueUsd: string;
  readonly netWeightKg: string;
  /** Over all ways in which declarations are counted. */
  readonly declarations: string;
}

const NAMED_MAX = 100;
const AMOUNTS = ['value_cny', 'value_usd', 'net_weight_kg'] as const;
const COUNTS = MEASURES.filter((measure) => measure.startsWith('declarations'));

/** What one side of a comparison reads: with `-` what is behind the figure. */
const measures = (sign: '' | '-', counts: readonly string[]): string =>
  [
    ...AMOUNTS.map((amount) => `${sign}${amount} AS ${amount}`),
    ...counts.map((count) => `${sign}${count} AS ${count}`),
  ].join(', ');

interface Comparison {
  readonly figure: string;
  readonly period: string;
  readonly of: readonly string[];
  readonly sides: readonly string[];
  readonly counts?: readonly string[];
}

/** Adds up both sides in one statement, and so in one snapshot: what is not nothing differs. */
function comparison({ figure, period, of, sides, counts = COUNTS }: Comparison): string {
  const rest = of.filter((dimension) => dimension !== 'market').map((dimension) => `${dimension}::text`);
  const different = [...AMOUNTS, ...counts].map((measure) => `sum(${measure}) <> 0`).join(' OR ');
  const declarations =
    counts.length === 0 ? `'0'` : `(${counts.map((count) => `abs(sum(${count}))`).join(' + ')})::text`;
  return `SELECT '${figure}' AS figure, ${period}::text AS period, market, concat_ws(' ', ${rest.join(', ')}) AS of,
      sum(value_cny)::text AS "valueCny", sum(value_usd)::text AS "valueUsd",
      trim_scale(sum(net_weight_kg))::text AS "netWeightKg", ${declarations} AS declarations
    FROM (${sides.join(' UNION ALL ')}) AS side
    GROUP BY ${[period, ...of].join(', ')} HAVING ${different} ORDER BY 2, 3, 4 LIMIT ${NAMED_MAX}`;
}

const FINE_DIMENSIONS = FINE.dimensions.join(', ');
const WITHIN = 'BETWEEN $1::date AND $2::date';

/** The ledger against the items of what is closed: nothing else is exported, and by no other day. */
const LEDGER = comparison({
  ...{ figure: 'ledger', period: 'day', of: FINE.dimensions, counts: [] },
  sides: [
    `SELECT stat_day AS day, ${FINE_DIMENSIONS}, ${measures('', [])} FROM export_fact WHERE stat_day ${WITHIN}`,
    `SELECT (d.closed_at AT TIME ZONE 'Asia/Shanghai')::date, d.market, d.broker_id, i.final_destination, left(i.hs_code, 2),
       coalesce(d.currency, ''), coalesce(d.transport_mode, ''), -i.fob_cny, -i.fob_usd, -i.net_weight_kg
     FROM declaration d JOIN declaration_item i ON i.declaration_id = d.id
     WHERE d.status = 'closed' AND d.closed_at >= $3::timestamptz AND d.closed_at < $4::timestamptz`,
  ],
});

/** The finest rollup and what is still to be folded into it, against the ledger. */
const FINEST = comparison({
  ...{ figure: FINE.day, period: 'day', of: FINE.dimensions },
  sides: [
    `SELECT day, ${FINE_DIMENSIONS}, ${measures('', COUNTS)} FROM ${FINE.day} WHERE day ${WITHIN}`,
    `SELECT day, ${FINE_DIMENSIONS}, ${measures('', COUNTS)} FROM rollup_delta WHERE day ${WITHIN}`,
    `SELECT stat_day, ${FINE_DIMENSIONS}, ${measures('-', COUNTS)} FROM export_fact WHERE stat_day ${WITHIN}`,
  ],
});

/** A coarser rollup of days against the finest one. */
const COARSER = ROLLUP_LEVELS.filter((level) => level !== FINE).map(({ day, dimensions }) =>
  comparison({
    ...{ figure: day, period: 'day', of: dimensions },
    sides: [
      `SELECT day, ${dimensions.join(', ')}, ${measures('', COUNTS)} FROM ${day} WHERE day ${WITHIN}`,
      `SELECT day, ${dimensions.join(', ')}, ${measures('-', COUNTS)} FROM ${FINE.day} WHERE day ${WITHIN}`,
    ],
  }),
);

/** A rollup of months against that of its days. */
const MONTHS = ROLLUP_LEVELS.map(({ day, month, dimensions }) =>
  comparison({
    ...{ figure: month, period: 'month', of: dimensions },
    sides: [
      `SELECT month, ${dimensions.join(', ')}, ${measures('', COUNTS)} FROM ${month} WHERE month = to_char($1::date, 'YYYY-MM')`,
      `SELECT to_char(day, 'YYYY-MM'), ${dimensions.join(', ')}, ${measures('-', COUNTS)} FROM ${day} WHERE day ${WITHIN}`,
    ],
  }),
);

/** What is stated of settled weeks against the ledger's facts of them. */
const STATEMENTS = comparison({
  ...{ figure: 'statement', period: 'week', of: ['market', 'country'], counts: ['declarations'] },
  sides: [
    `SELECT s.week, s.market, l.country, l.value_cny, l.value_usd, l.net_weight_kg, l.declarations
     FROM settlement s JOIN settlement_line l ON l.settlement_id = s.id WHERE s.broker_id IS NULL`,
    `SELECT f.settlement_week, f.market, f.country, -f.value_cny, -f.value_usd, -f.net_weight_kg, -f.declarations_by_country
     FROM export_fact f
     WHERE EXISTS (SELECT 1 FROM settlement s WHERE s.market = f.market AND s.week = f.settlement_week AND s.broker_id IS NULL)`,
  ],
});

/** The figures of the days of one month that are not what they should be. */
export async function differencesOfMonth(tx: Tx, [first, last]: Span<Day>): Promise<FigureDifference[]> {
  const found: FigureDifference[] = [];
  const instants: Span<Instant> = [startOfDay(first), endOfDay(last)];
  found.push(...(await tx.rows<FigureDifference>(LEDGER, [first, last, ...instants])));
  for (const statement of [FINEST, ...COARSER, ...MONTHS])
    found.push(...(await tx.rows<FigureDifference>(statement, [first, last])));
  return found;
}

export const differencesOfStatements = (tx: Tx): Promise<FigureDifference[]> => tx.rows<FigureDifference>(STATEMENTS);

/** The first and the last day that any figure, or anything behind one, is of; null while there is none. */
export async function daysWithFigures(tx: Tx): Promise<Span<Day> | null> {
  const row = await tx.one<{ first: Day | null; last: Day | null }>(
    `SELECT min(day) AS first, max(day) AS last FROM (
       (SELECT min(stat_day) AS day FROM export_fact) UNION ALL (SELECT max(stat_day) FROM export_fact)
       UNION ALL (SELECT min(day) FROM rollup_day) UNION ALL (SELECT max(day) FROM rollup_day)
       UNION ALL (SELECT (min(closed_at) AT TIME ZONE 'Asia/Shanghai')::date FROM declaration WHERE status = 'closed')
       UNION ALL (SELECT (max(closed_at) AT TIME ZONE 'Asia/Shanghai')::date FROM declaration WHERE status = 'closed')) AS edge`,
  );
  return row?.first && row.last ? [row.first, row.last] : null;
}
