import type { Tx } from '../../platform/database/tx.js';
import type { Instant } from '../../vocabulary/period.js';
import { completeValuation } from '../domain/valuation/valuation.js';
import type { DeclarationVersionEntity } from './declaration-version.entity.js';

/** What a declaration said in one of its versions. */
export type DeclarationVersion = Omit<ReplacedVersion, 'replacedAt'>;

export type ReplacedVersion = Omit<DeclarationVersionEntity, 'declarationId' | 'brokerId'>;

/** Keeps what a declaration said until now. Appended once and never changed: the database refuses it. */
export async function keepVersion(
  tx: Tx,
  declaration: DeclarationVersion & { readonly id: string; readonly brokerId: string },
  now: Instant,
): Promise<void> {
  const { id, brokerId, version, input, items, totals, valuation } = declaration;
  await tx.run(
    `INSERT INTO declaration_version (declaration_id, version, broker_id, input, items, totals, valuation, replaced_at)
     VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6::jsonb, $7::jsonb, $8)`,
    [id, version, brokerId, ...[input, items, totals, valuation].map((each) => JSON.stringify(each)), now],
  );
}

/** The versions a declaration had before the present one, in order. */
export async function replacedVersions(tx: Tx, id: string): Promise<ReplacedVersion[]> {
  const rows = await tx.rows<ReplacedVersion>(
    `SELECT version, input, items, totals, valuation, replaced_at AS "replacedAt"
     FROM declaration_version WHERE declaration_id = $1 ORDER BY version`,
    [id],
  );
  return rows.map((row) => ({ ...row, valuation: row.valuation && completeValuation(row.valuation) }));
}
