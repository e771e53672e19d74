import type { Tx } from '../platform/database/tx.js';
import { MEASURES, ROLLUP_LEVELS } from './rollups.js';

/** Only one compactor works at a time: two would fold into the same rows and wait for each other. */
export const COMPACTOR_LOCK = 4_039_200_001;
/** Deltas folded in one transaction; the rest follows in the next, so that none of them holds back vacuum for long. */
export const DELTAS_MAX = 20_000;

const sums = MEASURES.map((measure) => `sum(${measure})`).join(', ');

function fold(table: string, key: string, period: string, dimensions: string): string {
  const add = MEASURES.map((measure) => `${measure} = ${table}.${measure} + excluded.${measure}`).join(', ');
  return `INSERT INTO ${table} (${key}, ${dimensions}, ${MEASURES.join(', ')})
    SELECT ${period}, ${dimensions}, ${sums} FROM taken GROUP BY ${period}, ${dimensions}
    ON CONFLICT (${key}, ${dimensions}) DO UPDATE SET ${add}`;
}

const FOLDS = ROLLUP_LEVELS.flatMap(({ day, month, dimensions }) => [
  fold(day, 'day', 'day', dimensions.join(', ')),
  fold(month, 'month', `to_char(day, 'YYYY-MM')`, dimensions.join(', ')),
]);

/** One statement: a reader sees a delta either pending or folded into every rollup, never both and never neither. */
const COMPACT = `
  WITH taken AS (DELETE FROM rollup_delta WHERE id IN (SELECT id FROM rollup_delta LIMIT $1) RETURNING *),
  ${FOLDS.map((statement, index) => `fold_${index} AS (${statement})`).join(',\n')}
  SELECT count(*) AS taken FROM taken`;

/** Folds up to {@link DELTAS_MAX} pending deltas into the rollups and returns how many; 0 also while another is at it. */
export async function compact(tx: Tx): Promise<number> {
  const lock = await tx.one<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [COMPACTOR_LOCK]);
  if (!lock?.mine) return 0;
  const done = await tx.one<{ taken: string }>(COMPACT, [DELTAS_MAX]);
  return Number(done?.taken ?? 0);
}

/**
 * Adds rows that were never deltas to every rollup, in the transaction that wrote their facts: for what is written in bulk. `taken` is a
 * statement with a day, the dimensions and the measures.
 */
export async function foldTaken(tx: Tx, taken: string): Promise<void> {
  await tx.rows('SELECT pg_advisory_xact_lock($1)', [COMPACTOR_LOCK]);
  await tx.run(`CREATE TEMPORARY TABLE taken ON COMMIT DROP AS ${taken}`);
  for (const statement of FOLDS) await tx.run(statement);
}

/** Whether deltas are pending for which no compaction waits in the outbox. */
export async function needsCompaction(tx: Tx, job: string): Promise<boolean> {
  const row = await tx.one<{ needed: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM rollup_delta)
       AND NOT EXISTS (SELECT 1 FROM outbox WHERE sent_at IS NULL AND job = $1) AS needed`,
    [job],
  );
  return row?.needed ?? false;
}
