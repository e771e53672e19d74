import { Injectable } from '@nestjs/common';
import { type Deed, recordAudits } from '../../audit/audit.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { isEntryId } from '../../vocabulary/identifiers/entry-id.js';
import { newId } from '../../vocabulary/id.js';
import type { Instant } from '../../vocabulary/period.js';
import { loadMeanings } from './receipt-meanings.js';
import { moveReceipts, type ReceiptMove } from './receipt-moves.repository.js';
import type { KnownFact, KnownFacts } from '../domain/status/receipt-identity.js';
import { addNumbers, knownFacts } from './receipts.repository.js';
import { awaits, type Target, type Waiting } from './receipt-targets.js';
import { isSameReference, referenceKey } from '../../vocabulary/text.js';

/** A declaration that receipts may have been waiting for. */
export type Claimant = Omit<Target, 'status' | 'brokerId'> & { readonly brokerId: string | null };

interface WaitingRow extends Waiting {
  readonly id: string;
  readonly channel: string;
  readonly code: string;
  readonly eventTime: Instant;
}

/** What became of a waiting receipt; with no declaration it was the twin of one that is there. */
export interface Settled extends ReceiptMove {
  readonly twinOf?: string;
}

const WAITING = `
  id, channel, code, event_time AS "eventTime", given_declaration_id AS "declarationId", given_reference AS reference,
  given_entry_id AS "entryId", given_broker_id AS "brokerId", customs_office AS "customsOffice", parked_reason AS reason`;

/** Receipts that came before their declaration was known, and find it now. */
@Injectable()
export class ParkedReceipts {
  constructor(private readonly clock: Clock) {}

  /**
   * Gives waiting receipts to these declarations, whose rows are held. A receipt the declaration has already, by another
   * name, is settled without being counted twice. Receipts tell customs numbers, and those may find further receipts.
   * Returns what became of those that waited.
   */
  async claim(tx: Tx, claimants: readonly Claimant[]): Promise<Settled[]> {
    const waiting = await this.lockWaiting(tx, claimants);
    if (waiting.length === 0) return [];
    const known = await knownFacts(
      tx,
      claimants.map(({ id }) => id),
    );
    const meaningOf = await loadMeanings(tx);
    const settled: Settled[] = [];
    const told = new Map<string, Set<string>>();
    for (const receipt of waiting) {
      const owner = ownerOf(receipt, claimants);
      const twin = twinOf(receipt, claimants, known);
      if (twin) {
        known.addNumber(twin, receipt);
        settled.push(settledTwin(receipt.id, twin));
      } else if (owner) {
        known.keep(receipt.id, owner.id, receipt);
        const meaning = meaningOf(receipt);
        const parkedReason = meaning === null ? 'code-unknown' : null;
        settled.push({ id: receipt.id, declarationId: owner.id, meaning, parkedReason });
      }
      const declarationId = twin?.declarationId ?? owner?.id;
      if (declarationId !== undefined && receipt.entryId !== null) {
        told.set(declarationId, (told.get(declarationId) ?? new Set()).add(receipt.entryId));
      }
    }
    await this.write(tx, settled);
    await addNumbers(tx, known.addedNumbers);
    return [...settled, ...(await this.claimByNews(tx, claimants, told))];
  }

  /** Once more by the customs numbers that were just told. */
  private async claimByNews(
    tx: Tx,
    claimants: readonly Claimant[],
    told: Map<string, Set<string>>,
  ): Promise<Settled[]> {
    const again = claimants.flatMap((claimant) => {
      const news = [...(told.get(claimant.id) ?? [])].filter(
        (each) => isEntryId(each) && !claimant.entryIds.includes(each),
      );
      return news.length > 0 ? [{ ...claimant, entryIds: [...claimant.entryIds, ...news] }] : [];
    });
    return again.length > 0 ? this.claim(tx, again) : [];
  }

  /**
   * Gives one parked receipt, which is at `from` (null: at no declaration), to another declaration, because a person says so;
   * the rows of both are held. Null when it is not parked there (any more). Nothing is lost: a receipt the declaration has
   * already is settled, and a customs number it tells finds others.
   */
  async give(
    tx: Tx,
    { id, from }: { readonly id: string; readonly from: string | null },
    claimant: Claimant,
  ): Promise<'applied' | 'parked' | 'duplicate' | null> {
    const receipt = await tx.one<WaitingRow>(
      `SELECT ${WAITING} FROM receipt WHERE id = $1 AND declaration_id IS NOT DISTINCT FROM $2::uuid
         AND declaration_id IS DISTINCT FROM $3::uuid AND parked_reason IS NOT NULL FOR UPDATE`,
      [id, from, claimant.id],
    );
    if (!receipt) return null;
    const told = new Map([[claimant.id, new Set(receipt.entryId === null ? [] : [receipt.entryId])]]);
    const known = await knownFacts(tx, [claimant.id]);
    const twin = known.find(claimant.id, receipt);
    if (twin) {
      known.addNumber(twin, receipt);
      await this.write(tx, [{ ...settledTwin(id, twin), declarationId: from, dismissed: from !== null }]);
      await addNumbers(tx, known.addedNumbers);
      await this.claimByNews(tx, [claimant], told);
      return 'duplicate';
    }
    const meaning = (await loadMeanings(tx))(receipt);
    const parkedReason = meaning === null ? 'code-unknown' : null;
    await this.write(tx, [{ id, declarationId: claimant.id, meaning, parkedReason }]);
    await keepName(tx, receipt, { from, at: this.clock.now().toISOString() });
    await this.claimByNews(tx, [claimant], told);
    return parkedReason === null ? 'applied' : 'parked';
  }

  private lockWaiting(tx: Tx, claimants: readonly Claimant[]): Promise<WaitingRow[]> {
    return tx.rows<WaitingRow>(
      `SELECT ${WAITING} FROM receipt WHERE declaration_id IS NULL AND parked_reason IS NOT NULL
         AND (given_declaration_id = ANY ($1::uuid[]) OR given_reference_key = ANY ($2) OR given_entry_id = ANY ($3))
       ORDER BY id FOR UPDATE`,
      [
        claimants.map(({ id }) => id),
        claimants.map(({ reference }) => referenceKey(reference)),
        claimants.flatMap(({ entryIds }) => entryIds),
      ],
    );
  }

  private async write(tx: Tx, settled: readonly Settled[]): Promise<void> {
    if (settled.length === 0) return;
    await moveReceipts(tx, this.clock.now().toISOString(), settled);
    await recordAudits(tx, this.clock, settled.map(deedOf));
  }
}

function deedOf({ id, declarationId, parkedReason, dismissed = false }: Settled): Deed {
  if (declarationId !== null && parkedReason === null && !dismissed) {
    return { action: 'receipt.applied', subjectType: 'declaration', subjectId: declarationId, detail: { receipt: id } };
  }
  return { action: 'receipt.settled', subjectType: 'receipt', subjectId: id, detail: { declarationId, parkedReason } };
}

/** The one claimant a receipt was waiting for; with several it goes on waiting. */
function ownerOf(receipt: WaitingRow, claimants: readonly Claimant[]): Claimant | undefined {
  const owners = claimants.filter((claimant) => awaits(receipt, { ...claimant, brokerId: claimant.brokerId ?? '' }));
  return owners.length === 1 ? owners[0] : undefined;
}

const settledTwin = (id: string, twin: KnownFact): Settled => {
  return { id, twinOf: twin.id, declarationId: null, meaning: null, parkedReason: null };
};

/**
 * The fact that a waiting receipt repeats, where that is one only. A number that is not known to be the declaration's keeps
 * an ambiguous receipt apart: it may belong to the other declaration of that reference.
 */
function twinOf(receipt: WaitingRow, claimants: readonly Claimant[], known: KnownFacts): KnownFact | undefined {
  const twins = claimants
    .filter((claimant) => isNamesake(receipt, claimant))
    .flatMap((claimant) => {
      const twin = known.find(claimant.id, receipt);
      const { reason, entryId } = receipt;
      const isSure = reason !== 'target-ambiguous' || entryId === null || claimant.entryIds.includes(entryId);
      return twin && (isSure || twin.number === entryId) ? [twin] : [];
    });
  return twins.length === 1 ? twins[0] : undefined;
}

/** Whether the receipt could be about the claimant by its office and its name alone; with an equal receipt there it is the same one. */
const isNamesake = (
  { declarationId, reference, brokerId, entryId, customsOffice }: WaitingRow,
  claimant: Claimant,
): boolean =>
  (customsOffice === null || customsOffice === claimant.customsOffice) &&
  (brokerId === null || brokerId === claimant.brokerId) &&
  (declarationId === null || declarationId === claimant.id) &&
  (reference === null || isSameReference(reference, claimant.reference)) &&
  (declarationId !== null || reference !== null || (entryId !== null && claimant.entryIds.includes(entryId)));

/**
 * Leaves a settled twin where the names of an assigned receipt lead: to no declaration, or to the one it is not about. The same
 * receipt, sent again, would otherwise be parked again.
 */
async function keepName(
  tx: Tx,
  { id, customsOffice }: WaitingRow,
  { from, at }: { from: string | null; at: Instant },
): Promise<void> {
  const told = `channel, code, text, event_time, received_at, given_declaration_id, given_entry_id, given_reference,
    given_broker_id, actor_name`;
  await tx.run(
    `INSERT INTO receipt (id, ${told}, customs_office, declaration_id, broker_id, dismissed_at)
     SELECT $2, ${told}, coalesce(d.customs_office, $5), d.id, d.broker_id, CASE WHEN d.id IS NOT NULL THEN $4::timestamptz END
     FROM receipt r LEFT JOIN declaration d ON d.id = $3 WHERE r.id = $1 ON CONFLICT DO NOTHING`,
    [id, newId(), from, at, customsOffice],
  );
}
