import { Injectable } from '@nestjs/common';
import { type Deed, recordAudits } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { isEntryId } from '../vocabulary/entry-id.js';
import { newId } from '../vocabulary/id.js';
import type { Instant } from '../vocabulary/period.js';
import type { ReceiptMeaning } from './domain/receipt-codes.js';
import { loadMeanings } from './receipt-meanings.js';
import { awaits, type ParkedReason, type Target, type Waiting } from './receipt-targets.js';

/** A declaration that receipts may have been waiting for. */
export type Claimant = Omit<Target, 'status' | 'brokerId'> & { readonly brokerId: string | null };

interface WaitingRow extends Waiting {
  readonly id: string;
  readonly channel: string;
  readonly code: string;
  readonly eventTime: Instant;
}

/** What became of a waiting receipt; with no declaration it was the twin of one that is there. */
export interface Settled {
  readonly id: string;
  readonly declarationId: string | null;
  readonly meaning: ReceiptMeaning | null;
  readonly parkedReason: ParkedReason | null;
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
    const present = await presentKeys(
      tx,
      claimants.map(({ id }) => id),
    );
    const meaningOf = await loadMeanings(tx);
    const settled: Settled[] = [];
    const told = new Map<string, Set<string>>();
    for (const receipt of waiting) {
      const owner = ownerOf(receipt, claimants);
      const twins = claimants.filter((each) => isNamesake(receipt, each) && present.has(keyOf(each.id, receipt)));
      if (twins.length === 1) settled.push({ id: receipt.id, declarationId: null, meaning: null, parkedReason: null });
      else if (owner) {
        present.add(keyOf(owner.id, receipt));
        const meaning = meaningOf(receipt);
        const parkedReason = meaning === null ? 'code-unknown' : null;
        settled.push({ id: receipt.id, declarationId: owner.id, meaning, parkedReason });
        if (receipt.entryId !== null) told.set(owner.id, (told.get(owner.id) ?? new Set()).add(receipt.entryId));
      }
    }
    await this.write(tx, settled);
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
   * Gives one waiting receipt to a declaration whose row is held, because a person says so; null when it does not wait
   * (any more). Nothing is lost: a receipt the declaration has already is settled, and a customs number it tells finds others.
   */
  async give(tx: Tx, id: string, claimant: Claimant): Promise<'applied' | 'parked' | 'duplicate' | null> {
    const receipt = await tx.one<WaitingRow>(
      `SELECT ${WAITING} FROM receipt WHERE id = $1 AND declaration_id IS NULL AND parked_reason IS NOT NULL FOR UPDATE`,
      [id],
    );
    if (!receipt) return null;
    if ((await presentKeys(tx, [claimant.id])).has(keyOf(claimant.id, receipt))) {
      await this.write(tx, [{ id, declarationId: null, meaning: null, parkedReason: null }]);
      return 'duplicate';
    }
    const meaning = (await loadMeanings(tx))(receipt);
    const parkedReason = meaning === null ? 'code-unknown' : null;
    await this.write(tx, [{ id, declarationId: claimant.id, meaning, parkedReason }]);
    await keepName(tx, id);
    const told = new Map([[claimant.id, new Set(receipt.entryId === null ? [] : [receipt.entryId])]]);
    await this.claimByNews(tx, [claimant], told);
    return parkedReason === null ? 'applied' : 'parked';
  }

  private lockWaiting(tx: Tx, claimants: readonly Claimant[]): Promise<WaitingRow[]> {
    return tx.rows<WaitingRow>(
      `SELECT ${WAITING} FROM receipt WHERE declaration_id IS NULL AND parked_reason IS NOT NULL
         AND (given_declaration_id = ANY ($1::uuid[]) OR given_reference = ANY ($2) OR given_entry_id = ANY ($3))
       ORDER BY id FOR UPDATE`,
      [
        claimants.map(({ id }) => id),
        claimants.map(({ reference }) => reference),
        claimants.flatMap(({ entryIds }) => entryIds),
      ],
    );
  }

  private async write(tx: Tx, settled: readonly Settled[]): Promise<void> {
    if (settled.length === 0) return;
    await tx.run(
      `UPDATE receipt r SET declaration_id = d.id, broker_id = d.broker_id, meaning = s.meaning,
         customs_office = coalesce(d.customs_office, r.customs_office), parked_reason = s."parkedReason"
       FROM jsonb_to_recordset($1::jsonb) AS s (id uuid, "declarationId" uuid, meaning text, "parkedReason" text)
       LEFT JOIN declaration d ON d.id = s."declarationId"
       WHERE r.id = s.id`,
      [JSON.stringify(settled)],
    );
    await recordAudits(tx, this.clock, settled.map(deedOf));
  }
}

function deedOf({ id, declarationId, parkedReason }: Settled): Deed {
  if (declarationId !== null && parkedReason === null) {
    return { action: 'receipt.applied', subjectType: 'declaration', subjectId: declarationId, detail: { receipt: id } };
  }
  return { action: 'receipt.settled', subjectType: 'receipt', subjectId: id, detail: { declarationId, parkedReason } };
}

/** The one claimant a receipt was waiting for; with several it goes on waiting. */
function ownerOf(receipt: WaitingRow, claimants: readonly Claimant[]): Claimant | undefined {
  const owners = claimants.filter((claimant) => awaits(receipt, { ...claimant, brokerId: claimant.brokerId ?? '' }));
  return owners.length === 1 ? owners[0] : undefined;
}

/** Whether the receipt could be about the claimant by its name alone; with an equal receipt there it is the same one. */
const isNamesake = ({ declarationId, reference, brokerId, entryId }: WaitingRow, claimant: Claimant): boolean =>
  (brokerId === null || brokerId === claimant.brokerId) &&
  (declarationId === null || declarationId === claimant.id) &&
  (reference === null || reference === claimant.reference) &&
  (declarationId !== null || reference !== null || (entryId !== null && claimant.entryIds.includes(entryId)));

/**
 * Leaves a settled twin under the names an assigned receipt came with: they lead to no declaration, so that the same receipt,
 * sent again, would otherwise be parked again.
 */
async function keepName(tx: Tx, id: string): Promise<void> {
  const told = `channel, code, text, event_time, received_at, given_declaration_id, given_entry_id, given_reference,
    given_broker_id, actor_name, customs_office`;
  await tx.run(
    `INSERT INTO receipt (id, ${told}) SELECT $2, ${told} FROM receipt WHERE id = $1 ON CONFLICT DO NOTHING`,
    [id, newId()],
  );
}

type Keyed = Pick<WaitingRow, 'channel' | 'code' | 'eventTime' | 'entryId'>;

/** The unique key of a declaration's receipts: what makes two of them one. */
const keyOf = (declarationId: string, { channel, code, eventTime, entryId }: Keyed): string =>
  JSON.stringify([declarationId, channel, code, eventTime, entryId ?? '']);

async function presentKeys(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<Keyed & { declarationId: string }>(
    `SELECT declaration_id AS "declarationId", channel, code, event_time AS "eventTime", given_entry_id AS "entryId"
     FROM receipt WHERE declaration_id = ANY ($1::uuid[])`,
    [ids],
  );
  return new Set(rows.map((row) => keyOf(row.declarationId, row)));
}
