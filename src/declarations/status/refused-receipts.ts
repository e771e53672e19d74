import { recordAudits } from '../../audit/audit.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Clock } from '../../vocabulary/clock.js';
import type { ProjectedReason } from '../domain/status/project-status.js';
import type { StoredFact } from './facts.query.js';
import { moveReceipts, type ReceiptMove } from './receipt-moves.repository.js';

/** The receipts of a declaration, and those of them that are refused by what else is known of it. */
interface Judged {
  readonly receipts: readonly StoredFact[];
  readonly refused: ReadonlyMap<string, ProjectedReason>;
}

type Move = ReceiptMove & { readonly declarationId: string };

/**
 * Parks the receipts that are refused, and takes up those that were and are no longer: another fact that arrived meanwhile may
 * explain them. The caller holds their declarations.
 */
export async function parkRefused(
  tx: Tx,
  clock: Clock,
  declarations: readonly (Judged & { readonly after: { readonly id: string } })[],
): Promise<void> {
  const moves = declarations.flatMap(({ after: { id: declarationId }, receipts, refused }) =>
    receipts.flatMap(({ id, meaning, parkedReason }): Move[] => {
      const reason = refused.get(id) ?? null;
      if (reason === parkedReason) return [];
      return [{ id, declarationId, meaning: reason === null ? meaning : null, parkedReason: reason }];
    }),
  );
  if (moves.length === 0) return;
  await moveReceipts(tx, clock.now().toISOString(), moves);
  await recordAudits(
    tx,
    clock,
    moves.map(({ id: receipt, declarationId: subjectId, parkedReason: reason }) => ({
      action: reason === null ? 'receipt.applied' : 'receipt.parked',
      subjectType: 'declaration',
      subjectId,
      detail: { receipt, ...(reason === null ? {} : { reason }) },
    })),
  );
}
