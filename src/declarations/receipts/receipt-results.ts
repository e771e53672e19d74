import type { Role } from '../../platform/database/actor.js';
import type { Violation } from '../../messages/refusals/violation.js';
import { findingsOf } from '../domain/status/entry-number.js';
import type { KnownFacts, UnassignedFacts } from '../domain/status/receipt-identity.js';
import type { ReceiptEffect } from './receipt-effects.js';
import type { SettledReceipt } from './parked-receipts.js';
import type { ParkedReason } from '../domain/status/parked-reasons.js';
import type { ReceiptRecord, StoredReceipt } from './receipts.repository.js';

/** What became of one receipt. A duplicate changed nothing; a parked one is stored and shown until somebody knows what it means. */
export interface ReceiptResult {
  readonly result: 'applied' | 'duplicate' | 'parked';
  /** Why it is parked; of a duplicate why the fact that it repeats still is. */
  readonly reason?: ParkedReason;
  /** The receipt that holds the fact: its own, or the one that it repeats. */
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
      // A firm belongs to no office: the one its receipt is for is no part of what it says.
      factOf.set(id, unassigned.rowOf(record.toldBy === 'broker' ? { ...record, customsOffice: null } : record));
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
  /** The receipts that were there already and hold facts of the body, as they are now. */
  readonly stored: ReadonlyMap<string, StoredReceipt>;
}

/**
 * What became of each record. A receipt may find its declaration, or a twin there, only by a customs number that another of
 * the same body carries: `settled` says how it ended. Of the namings of one fact the first of the body has inserted it.
 */
export function resultsOf(records: readonly ReceiptRecord[], { settled, ...became }: Became): ReceiptResult[] {
  const { factOf, inserted, effects, stored } = became;
  const end = new Map(settled.map((each) => [each.id, each]));
  const byId = new Map(records.map((record) => [record.id, record]));
  const brought = new Set<string>();
  return records.map((record) => {
    const own = factOf.get(record.id) ?? record.id;
    const fact = end.get(own)?.twinOf ?? own;
    const isFirst = inserted.has(fact) && !brought.has(fact);
    brought.add(fact);
    const { declarationId, parkedReason } = end.get(fact) ?? stored.get(fact) ?? byId.get(fact) ?? record;
    const findings = findingsOf(record.givenEntryId, parkedReason);
    return {
      result: !isFirst ? 'duplicate' : parkedReason === null ? 'applied' : 'parked',
      ...(parkedReason === null ? {} : { reason: parkedReason }),
      ...(inserted.has(fact) || stored.has(fact) ? { receiptId: fact } : {}),
      ...(declarationId === null ? {} : { declarationId }),
      ...(findings.length > 0 ? { findings } : {}),
      effect: (isFirst ? effects.get(fact) : undefined) ?? null,
      toldBy: byId.get(fact)?.toldBy ?? stored.get(fact)?.toldBy ?? null,
    };
  });
}
