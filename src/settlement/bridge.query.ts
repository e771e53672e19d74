import type { Tx } from '../platform/database/tx.js';
import { FIGURES, SUM_FIGURES } from './domain/figures.js';
import type { StepName, Sums } from './domain/statement.js';
import type { StatementHead } from './frozen-statements.query.js';

/** A declaration behind a step: what it adds to the step, or takes off. */
export interface StepEntry extends Sums {
  readonly declarationId: string;
  /** Null where the declaration is not for the reader's eyes. */
  readonly reference: string | null;
  readonly entryId: string | null;
  readonly broker: string;
}

export interface StepPage {
  readonly step: StepName;
  /** Broker and declaration id of the last entry of the page before. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** The declarations behind one step of a statement, as they were frozen with it, by firm. They add up to the step. */
export function stepEntries(tx: Tx, head: StatementHead, { step, after, limit }: StepPage): Promise<StepEntry[]> {
  const [broker = null, declarationId = null] = after ?? [];
  return tx.rows<StepEntry>(
    `SELECT t.declaration_id AS "declarationId", d.reference, d.entry_id AS "entryId", t.broker_id AS broker,
       ${SUM_FIGURES.map((name) => `t.${FIGURES[name].column} AS "${name}"`).join(', ')}
     FROM settlement_step t LEFT JOIN declaration d ON d.id = t.declaration_id
     WHERE t.market = $1 AND t.week = $2 AND t.run = $3 AND t.step = $4 AND ($5::uuid IS NULL OR t.broker_id = $5)
       AND ($6::uuid IS NULL OR (t.broker_id, t.declaration_id) > ($6, $7::uuid))
     ORDER BY t.broker_id, t.declaration_id LIMIT $8`,
    [head.market, head.week, head.run, step, head.broker, broker, declarationId, limit],
  );
}
