import { isEntryId } from '../../vocabulary/identifiers/entry-id.js';
import { type Violation, violation } from '../../messages/violation.js';
import type { KnownFacts, UnassignedFacts } from '../domain/status/receipt-identity.js';
import type { SettledReceipt } from './parked-receipts.js';
import type { ParkedReason } from './receipt-targets.js';
import type { ReceiptRecord } from './receipts.repository.js';

/** What became of one receipt. A duplicate changed nothing; a parked one is stored and shown until somebody knows what it means. */
export interface ReceiptResult {
  readonly result: 'applied' | 'duplicate' | 'parked';
  readonly reason?: ParkedReason;
  readonly receiptId?: string;
  readonly declarationId?: string;
  /** What is odd about a receipt that was stored all the same. */
  readonly findings?: readonly Violation[];
}

/** The row that holds the fact of each record of one body: one that is there, the first of the body that says the same, or its own. */
export function factsOf(
  records: readonly ReceiptRecord[],
  known: KnownFacts,
  unassigned: UnassignedFacts,
): Map<string, string> {
  const factOf = new Map<string, string>();
  for (const record of records) {
    const { id, declarationId } = record;
    if (declarationId === null) {
      factOf.set(id, unassigned.rowOf(record));
      continue;
    }
    const said = { ...record, entryId: record.givenEntryId };
    const fact = known.find(declarationId, said);
    if (fact) known.addNumber(fact, said);
    else known.keep(id, declarationId, said);
    factOf.set(id, fact?.id ?? id);
  }
  return factOf;
}

/**
 * What became of each record. A receipt may find its declaration, or a twin there, only by a customs number that another of
 * the same body carries: `settled` says how it ended. Of the namings of one fact the first of the body has inserted it.
 */
export function resultsOf(
  records: readonly ReceiptRecord[],
  factOf: ReadonlyMap<string, string>,
  inserted: ReadonlySet<string>,
  settled: readonly SettledReceipt[],
): ReceiptResult[] {
  const end = new Map(settled.map((each) => [each.id, each]));
  const byId = new Map(records.map((record) => [record.id, record]));
  const brought = new Set<string>();
  return records.map((record) => {
    const own = factOf.get(record.id) ?? record.id;
    const fact = end.get(own)?.twinOf ?? own;
    const isFirst = inserted.has(fact) && !brought.has(fact);
    brought.add(fact);
    return resultOf(record, isFirst ? fact : null, end.get(fact) ?? byId.get(fact) ?? record);
  });
}

function resultOf(
  { givenEntryId }: ReceiptRecord,
  receiptId: string | null,
  { declarationId, parkedReason }: Pick<ReceiptRecord, 'declarationId' | 'parkedReason'>,
): ReceiptResult {
  const odd = givenEntryId !== null && !isEntryId(givenEntryId);
  const findings = odd ? [violation('entry-id-invalid', '/entryId', { value: givenEntryId }, 'warning')] : [];
  return {
    result: receiptId === null ? 'duplicate' : parkedReason === null ? 'applied' : 'parked',
    ...(receiptId !== null && parkedReason !== null ? { reason: parkedReason } : {}),
    ...(receiptId === null ? {} : { receiptId }),
    ...(declarationId === null ? {} : { declarationId }),
    ...(findings.length > 0 ? { findings } : {}),
  };
}
