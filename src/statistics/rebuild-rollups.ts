import type { Tx } from '../platform/database/tx.js';
import { COMPACTOR_LOCK } from './rollup.repository.js';
import { MEASURES, ROLLUP_LEVELS } from './rollups.js';

/**
 * Brings the rollups to what the ledger says, of one market or of all, and returns how many of their rows differed. Facts less
 * pending deltas are what should have been folded: that holds in every snapshot, because a writer appends both in one commit
 * and only the compactor, whose lock we take, moves anything between deltas and rollups.
 */
export async function rebuildRollups(tx: Tx, market: string | null): Promise<number> {
  await tx.rows('SELECT pg_advisory_xact_lock($1)', [COMPACTOR_LOCK]);
  let differed = 0;
  for (const statement of STATEMENTS) {
    const row = await tx.one<{ differed: number }>(statement, [market]);
    differed += row?.differed ?? 0;
  }
  return differed;
}

const list = (of: (measure: string) => string): string => MEASURES.map(of).join(', ');

function correction(table: string, key: string, period: string, dimensions: readonly string[]): string {
  const keys = [key, ...dimensions].join(', ');
  const same = [key, ...dimensions].map((column) => `r.${column} = w.${column}`).join(' AND ');
  const entries = (day: string, sign: string, from: string) =>
    `SELECT ${day} AS day, ${dimensions.join(', ')}, ${list((measure) => `${sign}${measure} AS ${measure}`)} FROM ${from}
     WHERE $1::text IS NULL OR market = $1`;
  return `
    WITH expected AS (
      SELECT ${period} AS ${key}, ${dimensions.join(', ')}, ${list((measure) => `sum(${measure}) AS ${measure}`)}, true AS there
      FROM (${entries('stat_day', '', 'export_fact')} UNION ALL ${entries('day', '-', 'rollup_delta')}) AS entry
      GROUP BY ${period}, ${dimensions.join(', ')}),
    stored AS (SELECT * FROM ${table} WHERE $1::text IS NULL OR market = $1),
    wrong AS (
      SELECT ${keys}, t.there, ${list((measure) => `t.${measure}`)} FROM expected t FULL JOIN stored k USING (${keys})
      WHERE (${list((measure) => `coalesce(t.${measure}, 0)`)}) <> (${list((measure) => `coalesce(k.${measure}, 0)`)})),
    deleted AS (DELETE FROM ${table} r USING wrong w WHERE w.there IS NULL AND ${same}),
    written AS (
      INSERT INTO ${table} (${keys}, ${MEASURES.join(', ')}) SELECT ${keys}, ${MEASURES.join(', ')} FROM wrong WHERE there
      ON CONFLICT (${keys}) DO UPDATE SET ${list((measure) => `${measure} = excluded.${measure}`)})
    SELECT count(*)::int AS differed FROM wrong`;
}

const STATEMENTS = ROLLUP_LEVELS.flatMap(({ day, month, dimensions }) => [
  correction(day, 'day', 'day', dimensions),
  correction(month, 'month', `to_char(day, 'YYYY-MM')`, dimensions),
]);
