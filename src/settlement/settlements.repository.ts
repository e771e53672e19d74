import { createHash } from 'node:crypto';
import { canonicalJson } from '../declarations/content.js';
import type { Tx } from '../platform/database/tx.js';
import { newId } from '../vocabulary/id.js';
import type { Instant, Week } from '../vocabulary/period.js';
import type { Statement } from './domain/statement.js';

export interface StatementToFreeze {
  readonly market: string;
  readonly week: Week;
  readonly broker: string | null;
  readonly statement: Statement;
}

/**
 * SHA-256, in lower-case hex, of the statement as JSON with sorted keys and without white space:
 * { adjustments, broker (not for the market's), closed, declared, lines, market, openItems, released, week }.
 */
export const digestOf = ({ market, week, broker, statement }: StatementToFreeze): string =>
  sha256(canonicalJson({ market, week, broker, ...statement }));

/** Writes statements with their lines, in two statements for all. Returns one digest over all of them, in their order. */
export async function freezeStatements(
  tx: Tx,
  statements: readonly StatementToFreeze[],
  finishedAt: Instant,
): Promise<string> {
  const rows = statements.map((one) => {
    const { lines, ...figures } = one.statement;
    return {
      id: newId(),
      market: one.market,
      week: one.week,
      broker: one.broker,
      figures,
      lines,
      digest: digestOf(one),
    };
  });
  await tx.run(
    `INSERT INTO settlement (id, market, week, broker_id, statement, digest, finished_at)
     SELECT id, market, week, broker, figures, digest, $2::timestamptz
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, market text, week text, broker uuid, figures jsonb, digest text)`,
    [JSON.stringify(rows), finishedAt],
  );
  await tx.run(
    `INSERT INTO settlement_line (settlement_id, line, of_week, country, declarations, value_cny, value_usd, net_weight_kg)
     SELECT r.id, l.line, l."ofWeek", l.country, l.declarations, l."valueCny", l."valueUsd", l."netWeightKg"
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, lines jsonb)
     CROSS JOIN LATERAL jsonb_to_recordset(r.lines) AS l (line text, "ofWeek" text, country text, declarations integer,
       "valueCny" numeric, "valueUsd" numeric, "netWeightKg" numeric)`,
    [JSON.stringify(rows)],
  );
  return sha256(rows.map(({ digest }) => digest).join('\n'));
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
