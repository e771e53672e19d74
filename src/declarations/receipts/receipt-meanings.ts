import { recordAudits } from '../../audit/audit.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Clock } from '../../vocabulary/clock.js';
import { businessDayOf, type Instant } from '../../vocabulary/period.js';
import type { CodeMeaning } from '../domain/receipt-codes.js';
import type { ReceiptCodeEntity } from './receipt-code.entity.js';
import { moveReceipts } from '../status/receipt-moves.repository.js';

type CodeRow = Omit<ReceiptCodeEntity, 'id' | 'name'>;

type Coded = { readonly channel: string; readonly code: string; readonly eventTime: Instant };

/** What a code of a channel meant on the day of its event, by the table; null for a code nobody has entered. */
export async function loadMeanings(tx: Tx): Promise<(receipt: Coded) => CodeMeaning | null> {
  const rows = await tx.rows<CodeRow>(
    'SELECT channel, code, meaning, valid_from AS "validFrom", valid_to AS "validTo" FROM receipt_code',
  );
  return ({ channel, code, eventTime }) => {
    const day = businessDayOf(eventTime);
    const row = rows.find(
      (each) =>
        each.channel === channel &&
        each.code === code &&
        each.validFrom <= day &&
        (each.validTo === null || day <= each.validTo),
    );
    return row?.meaning ?? null;
  };
}

/**
 * A receipt with what the table says of it now; joined, a code without a mapping is not among the rows, nor is a receipt that was
 * dismissed, or parked for something else than its code. Days are those of Shanghai.
 */
const READ_NOW = `receipt r JOIN receipt_code c ON c.channel = r.channel AND c.code = r.code
  AND (r.event_time AT TIME ZONE 'Asia/Shanghai')::date BETWEEN c.valid_from AND coalesce(c.valid_to, 'infinity')
  AND r.dismissed_at IS NULL AND coalesce(r.parked_reason, 'code-unknown') = 'code-unknown'`;

/** A code of a channel whose receipts are to be read; `corrected`: also those that were read by another mapping. */
export type CodeToRead = { readonly channel: string; readonly code: string; readonly corrected: boolean };

export interface RereadReceipt {
  readonly id: string;
  readonly declarationId: string;
}

/** Receipts of declarations whose stored meaning differs from the table's, by id, after an id. Nothing is locked yet. */
export function receiptsToReread(tx: Tx, { channel, code, corrected }: CodeToRead, after: string, limit: number) {
  // With NULL written out the plan is on the few receipts that wait; a correction has to walk through all of them.
  return tx.rows<RereadReceipt>(
    `SELECT r.id, r.declaration_id AS "declarationId" FROM ${READ_NOW}
     WHERE r.channel = $1 AND r.code = $2 AND r.id > $3 AND r.declaration_id IS NOT NULL
       AND ${corrected ? 'r.meaning IS DISTINCT FROM c.meaning' : 'r.meaning IS NULL'}
     ORDER BY r.id LIMIT $4`,
    [channel, code, after, limit],
  );
}

/** Reads the receipts of these declarations, whose rows are held, by the code tables of now; returns those whose meaning changed. */
export async function rereadReceipts(
  tx: Tx,
  clock: Clock,
  declarationIds: readonly string[],
): Promise<RereadReceipt[]> {
  const read = await tx.rows<RereadReceipt & { meaning: CodeMeaning }>(
    `SELECT r.id, r.declaration_id AS "declarationId", c.meaning FROM ${READ_NOW}
     WHERE r.declaration_id = ANY ($1::uuid[]) AND r.meaning IS DISTINCT FROM c.meaning ORDER BY r.id FOR UPDATE OF r`,
    [declarationIds],
  );
  await moveReceipts(
    tx,
    clock.now().toISOString(),
    read.map(({ id, declarationId, meaning }) => ({ id, declarationId, meaning, parkedReason: null })),
  );
  const auditEvents = read.map(({ id: receipt, declarationId: subjectId }) => {
    return { action: 'receipt.applied', subjectType: 'declaration', subjectId, detail: { receipt } };
  });
  await recordAudits(tx, clock, auditEvents);
  return read;
}
