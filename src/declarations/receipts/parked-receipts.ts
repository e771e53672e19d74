import { Injectable } from '@nestjs/common';
import { type AuditEvent, recordAudits } from '../../audit/audit.js';
import type { Role } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { isEntryId } from '../../vocabulary/identifiers/entry-id.js';
import { newId } from '../../vocabulary/id.js';
import type { Instant } from '../../vocabulary/period.js';
import { isNumberBreach, NUMBER_BREACHES } from '../domain/status/entry-number.js';
import { closedToBrokers } from './broker-receipts.query.js';
import { judgeOfNumbers, type NewNumber } from './entry-numbers.query.js';
import { loadMeanings } from './receipt-meanings.js';
import { moveReceipts, type ReceiptMove } from '../status/receipt-moves.repository.js';
import type { KnownFact, KnownFacts } from '../domain/status/receipt-identity.js';
import { addNumbers, knownFacts } from './receipts.repository.js';
import { awaits, type ReceiptTarget, type Waiting } from './receipt-targets.js';
import { isSameReference, referenceKey } from '../../vocabulary/text.js';

/** A declaration that waiting receipts may be about. */
export type Candidate = Omit<ReceiptTarget, 'status' | 'brokerId' | 'refusedEntryIds'> & {
  readonly brokerId: string | null;
};

interface WaitingRow extends Waiting {
  readonly id: string;
  readonly channel: string;
  readonly code: string;
  readonly eventTime: Instant;
  readonly toldBy: Role | null;
}

/** The end of a receipt's waiting; without a declaration it repeated one that is there. */
export interface SettledReceipt extends ReceiptMove {
  readonly twinOf?: string;
}

/** What a firm reported came in at no office: the one it was for does not keep it from the firm's declarations at others. */
const WAITING = `
  id, channel, code, event_time AS "eventTime", given_declaration_id AS "declarationId", given_reference AS reference,
  given_entry_id AS "entryId", given_broker_id AS "brokerId", parked_reason AS reason,
  CASE WHEN told_by IS DISTINCT FROM 'broker' THEN customs_office END AS "customsOffice", told_by AS "toldBy"`;

/** Assigns parked receipts to declarations that have become known since they came. */
@Injectable()
export class ParkedReceipts {
  constructor(private readonly clock: Clock) {}

  /**
   * Assigns waiting receipts to these declarations, whose rows are held. A receipt the declaration has already, by another
   * name, is settled without being counted twice. Receipts carry customs numbers, by which further receipts may find
   * their declaration. Returns what became of those that waited.
   */
  async assignWaiting(tx: Tx, candidates: readonly Candidate[]): Promise<SettledReceipt[]> {
    const waiting = await this.lockWaiting(tx, candidates);
    if (waiting.length === 0) return [];
    const known = await knownFacts(
      tx,
      candidates.map(({ id }) => id),
    );
    const mayBeOf = await this.candidatesFor(tx, waiting, candidates);
    const readFor = await this.readerOf(
      tx,
      waiting.flatMap((receipt) => newNumbers(receipt, ownerOf(receipt, mayBeOf(receipt)))),
    );
    const settled: SettledReceipt[] = [];
    const numbers = new Map<string, Set<string>>();
    for (const receipt of waiting) {
      const owner = ownerOf(receipt, mayBeOf(receipt));
      const read = owner && readFor(receipt, owner);
      const twin = isNumberBreach(read?.parkedReason ?? null) ? undefined : twinOf(receipt, mayBeOf(receipt), known);
      if (twin) {
        known.addNumber(twin, receipt);
        settled.push(settledTwin(receipt.id, twin));
      } else if (owner && read) {
        known.keep(receipt.id, owner.id, { ...receipt, parkedReason: read.parkedReason });
        settled.push({ id: receipt.id, declarationId: owner.id, ...read });
      }
      const declarationId = twin?.declarationId ?? owner?.id;
      if (declarationId !== undefined && receipt.entryId !== null && !isNumberBreach(read?.parkedReason ?? null)) {
        numbers.set(declarationId, (numbers.get(declarationId) ?? new Set()).add(receipt.entryId));
      }
    }
    await this.write(tx, settled);
    await addNumbers(tx, known.addedNumbers);
    return [...settled, ...(await this.assignByNewNumbers(tx, candidates, numbers))];
  }

  /** The declarations that a receipt may be about: what a firm reported is about none of a market that takes no receipts from firms. */
  private async candidatesFor(tx: Tx, waiting: readonly WaitingRow[], candidates: readonly Candidate[]) {
    if (!waiting.some(({ toldBy }) => toldBy === 'broker')) return () => candidates;
    const closed = await closedToBrokers(
      tx,
      candidates.map(({ id }) => id),
    );
    const ofFirms = candidates.filter(({ id }) => !closed.has(id));
    return ({ toldBy }: WaitingRow) => (toldBy === 'broker' ? ofFirms : candidates);
  }

  /** What a receipt means for a declaration, or what it is parked for there; these are the customs numbers that are new to theirs. */
  private async readerOf(tx: Tx, given: readonly NewNumber[]) {
    const meaningOf = await loadMeanings(tx);
    const breachOf = await judgeOfNumbers(tx, given);
    return (receipt: WaitingRow, owner: Candidate): Pick<ReceiptMove, 'meaning' | 'parkedReason'> => {
      const [number] = newNumbers(receipt, owner);
      const breach = number ? breachOf(number) : null;
      if (breach !== null) return { meaning: null, parkedReason: breach };
      const meaning = meaningOf(receipt);
      return { meaning, parkedReason: meaning === null ? 'code-unknown' : null };
    };
  }

  /** The same by the customs numbers that came with the receipts just assigned. */
  private async assignByNewNumbers(
    tx: Tx,
    candidates: readonly Candidate[],
    numbers: Map<string, Set<string>>,
  ): Promise<SettledReceipt[]> {
    const again = candidates.flatMap((candidate) => {
      const added = [...(numbers.get(candidate.id) ?? [])].filter(
        (each) => isEntryId(each) && !candidate.entryIds.includes(each),
      );
      return added.length > 0 ? [{ ...candidate, entryIds: [...candidate.entryIds, ...added] }] : [];
    });
    return again.length > 0 ? this.assignWaiting(tx, again) : [];
  }

  /**
   * Assigns one parked receipt, which is at `from` (null: at no declaration), to another declaration, because a person says
   * so; the rows of both are held. Null when it is not parked there (any more). Nothing is lost: a receipt the declaration has
   * already is settled as its twin, and a customs number it carries may assign further receipts.
   */
  async assignParked(
    tx: Tx,
    { id, from }: { readonly id: string; readonly from: string | null },
    candidate: Candidate,
  ): Promise<'applied' | 'parked' | 'duplicate' | null> {
    const receipt = await tx.one<WaitingRow>(
      `SELECT ${WAITING} FROM receipt WHERE id = $1 AND declaration_id IS NOT DISTINCT FROM $2::uuid
         AND (declaration_id IS DISTINCT FROM $3::uuid OR parked_reason = ANY ($4)) AND parked_reason IS NOT NULL FOR UPDATE`,
      [id, from, candidate.id, NUMBER_BREACHES],
    );
    if (!receipt) return null;
    const read = (await this.readerOf(tx, newNumbers(receipt, candidate)))(receipt, candidate);
    if (isNumberBreach(read.parkedReason)) {
      await this.write(tx, from === candidate.id ? [] : [{ id, declarationId: candidate.id, ...read }]);
      return 'parked';
    }
    const numbers = new Map([[candidate.id, new Set(receipt.entryId === null ? [] : [receipt.entryId])]]);
    const known = await knownFacts(tx, [candidate.id]);
    const twin = known.find(candidate.id, receipt);
    if (twin) {
      known.addNumber(twin, receipt);
      await this.write(tx, [{ ...settledTwin(id, twin), declarationId: from, dismissed: from !== null }]);
      await addNumbers(tx, known.addedNumbers);
      await this.assignByNewNumbers(tx, [candidate], numbers);
      return 'duplicate';
    }
    await this.write(tx, [{ id, declarationId: candidate.id, ...read }]);
    if (from !== candidate.id) await leaveTwin(tx, receipt, { from, at: this.clock.now().toISOString() });
    await this.assignByNewNumbers(tx, [candidate], numbers);
    return read.parkedReason === null ? 'applied' : 'parked';
  }

  private lockWaiting(tx: Tx, candidates: readonly Candidate[]): Promise<WaitingRow[]> {
    return tx.rows<WaitingRow>(
      `SELECT ${WAITING} FROM receipt WHERE declaration_id IS NULL AND parked_reason IS NOT NULL
         AND (given_declaration_id = ANY ($1::uuid[]) OR given_reference_key = ANY ($2) OR given_entry_id = ANY ($3))
       ORDER BY id FOR UPDATE`,
      [
        candidates.map(({ id }) => id),
        candidates.map(({ reference }) => referenceKey(reference)),
        candidates.flatMap(({ entryIds }) => entryIds),
      ],
    );
  }

  private async write(tx: Tx, settled: readonly SettledReceipt[]): Promise<void> {
    if (settled.length === 0) return;
    await moveReceipts(tx, this.clock.now().toISOString(), settled);
    await recordAudits(tx, this.clock, settled.map(auditEventOf));
  }
}

function auditEventOf({ id, declarationId, parkedReason, dismissed = false }: SettledReceipt): AuditEvent {
  if (declarationId !== null && parkedReason === null && !dismissed) {
    return { action: 'receipt.applied', subjectType: 'declaration', subjectId: declarationId, detail: { receipt: id } };
  }
  return { action: 'receipt.settled', subjectType: 'receipt', subjectId: id, detail: { declarationId, parkedReason } };
}

/** The customs number that a receipt brings to a declaration that has not had it, if it does. */
const newNumbers = ({ entryId: number }: WaitingRow, owner: Candidate | undefined): NewNumber[] =>
  owner && number !== null && !owner.entryIds.includes(number) ? [{ declarationId: owner.id, number }] : [];

/** The only candidate a receipt may be about; with several it stays parked. */
function ownerOf(receipt: WaitingRow, candidates: readonly Candidate[]): Candidate | undefined {
  const owners = candidates.filter((candidate) =>
    awaits(receipt, { ...candidate, brokerId: candidate.brokerId ?? '' }),
  );
  return owners.length === 1 ? owners[0] : undefined;
}

const settledTwin = (id: string, twin: KnownFact): SettledReceipt => {
  return { id, twinOf: twin.id, declarationId: null, meaning: null, parkedReason: null };
};

/**
 * The fact that a waiting receipt repeats, where that is one only. A number that is not known to be the declaration's keeps
 * an ambiguous receipt apart: it may belong to the other declaration of that reference.
 */
function twinOf(receipt: WaitingRow, candidates: readonly Candidate[], known: KnownFacts): KnownFact | undefined {
  const twins = candidates
    .filter((candidate) => isNamesake(receipt, candidate))
    .flatMap((candidate) => {
      const twin = known.find(candidate.id, receipt);
      const { reason, entryId } = receipt;
      const isSure = reason !== 'target-ambiguous' || entryId === null || candidate.entryIds.includes(entryId);
      return twin && (isSure || twin.number === entryId) ? [twin] : [];
    });
  return twins.length === 1 ? twins[0] : undefined;
}

/** Whether office and names allow the receipt to be about the candidate; where that has an equal receipt it is the same one. */
const isNamesake = (
  { declarationId, reference, brokerId, entryId, customsOffice }: WaitingRow,
  candidate: Candidate,
): boolean =>
  (customsOffice === null || customsOffice === candidate.customsOffice) &&
  (brokerId === null || brokerId === candidate.brokerId) &&
  (declarationId === null || declarationId === candidate.id) &&
  (reference === null || isSameReference(reference, candidate.reference)) &&
  (declarationId !== null || reference !== null || (entryId !== null && candidate.entryIds.includes(entryId)));

/**
 * Inserts a settled twin where the names of an assigned receipt lead: at no declaration, or at the one it is not about. Without
 * it the same receipt, sent again, would be parked again.
 */
async function leaveTwin(
  tx: Tx,
  { id, customsOffice }: WaitingRow,
  { from, at }: { from: string | null; at: Instant },
): Promise<void> {
  const asItCame = `channel, code, text, event_time, received_at, given_declaration_id, given_entry_id, given_reference,
    given_broker_id, actor_name`;
  await tx.run(
    `INSERT INTO receipt (id, ${asItCame}, customs_office, declaration_id, broker_id, dismissed_at)
     SELECT $2, ${asItCame}, coalesce(d.customs_office, $5), d.id, d.broker_id, CASE WHEN d.id IS NOT NULL THEN $4::timestamptz END
     FROM receipt r LEFT JOIN declaration d ON d.id = $3 WHERE r.id = $1 ON CONFLICT DO NOTHING`,
    [id, newId(), from, at, customsOffice],
  );
}
