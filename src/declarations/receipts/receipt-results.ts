import type { Role } from '../../platform/database/actor.js';
import type { Violation } from '../../messages/refusals/violation.js';
import { findingsOf } from '../domain/status/entry-number.js';
import type { KnownFacts, UnassignedFacts } from '../domain/status/receipt-identity.js';
import type { ReceiptEffect } from './receipt-effects.js';
import type { SettledReceipt } from './parked-receipts.js';
import type { ParkedReason } from '../domain/status/parked-reasons.js';
import type { ReceiptRecord } from './receipts.repository.js';

/** What became of one receipt. A duplicate changed nothing; a parked one is stored and shown until somebody knows what it means. */
export interface ReceiptResult {
  readonly result: 'applied' | 'duplicate' | 'parked';
  readonly reason?: ParkedReason;
  readonly receiptId?: string;
  readonly declarationId?: string;
  /** How it moved the status of its declaration; null where it did not. */
  readonly effect: ReceiptEffect | null;
  /** The role of whoever reported the fact first; null where that was before it was kept. */
  readonly toldBy: Role | null;
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

/** What became of the records of one body. */
interface Became {
  /** The row that holds the fact of each record, and those of them that are new. */
  readonly factOf: ReadonlyMap<string, string>;
  readonly inserted: ReadonlySet<string>;
  readonly settled: readonly SettledReceipt[];
  readonly effects: ReadonlyMap<string, ReceiptEffect>;
  /** In which role facts that were there had been reported. */
  readonly reporters: ReadonlyMap<string, Role | null>;
}

/**
 * What became of each record. A receipt may find its declaration, or a twin there, only by a customs number that another of
 * the same body carries: `settled` says how it ended. Of the namings of one fact the first of the body has inserted it.
 */
export function resultsOf(records: readonly ReceiptRecord[], { settled, ...became }: Became): ReceiptResult[] {
  const { factOf, inserted, effects, reporters } = became;
  const end = new Map(settled.map((each) => [each.id, each]));
  const byId = new Map(records.map((record) => [record.id, record]));
  const brought = new Set<string>();
  return records.map((record) => {
    const own = factOf.get(record.id) ?? record.id;
    const fact = end.get(own)?.twinOf ?? own;
    const isFirst = inserted.has(fact) && !brought.has(fact);
    brought.add(fact);
    return {
      ...resultOf(record, isFirst ? fact : null, end.get(fact) ?? byId.get(fact) ?? record),
      effect: (isFirst ? effects.get(fact) : undefined) ?? null,
      toldBy: byId.get(fact)?.toldBy ?? reporters.get(fact) ?? null,
    };
  });
}

function resultOf(
  { givenEntryId }: ReceiptRecord,
  receiptId: string | null,
  { declarationId, parkedReason }: Pick<ReceiptRecord, 'declarationId' | 'parkedReason'>,
): Omit<ReceiptResult, 'effect' | 'toldBy'> {
  const findings = findingsOf(givenEntryId, parkedReason);
  return {
    result: receiptId === null ? 'duplicate' : parkedReason === null ? 'applied' : 'parked',
    ...(receiptId !== null && parkedReason !== null ? { reason: parkedReason } : {}),
    ...(receiptId === null ? {} : { receiptId }),
    ...(declarationId === null ? {} : { declarationId }),
    ...(findings.length > 0 ? { findings } : {}),
  };
}
