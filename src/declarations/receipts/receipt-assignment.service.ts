import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../audit/audit.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { isId } from '../../vocabulary/id.js';
import { refuse, refuseAt } from '../../messages/refusals/refusal.js';
import { ParkedReceipts } from './parked-receipts.js';
import { moveReceipts } from '../status/receipt-moves.repository.js';
import { findTargets, lockStatuses } from './receipts.repository.js';
import { entryName, holdNames } from '../store/reference-locks.js';
import { StatusProjector } from '../status/status-projector.js';

interface Found {
  readonly entryId: string | null;
  readonly declarationId: string | null;
  readonly parkedReason: string | null;
}

export interface Assignment {
  readonly receiptId: string;
  readonly declarationId: string;
  /** `parked`: it is assigned, but nobody knows its code yet, or it cannot be true of this declaration either. `duplicate`: the declaration had it already. */
  readonly result: 'applied' | 'parked' | 'duplicate';
}

export interface Dismissal {
  readonly receiptId: string;
  readonly result: 'dismissed';
}

/** Carries out what a person decides about a parked receipt, whatever it is parked for. */
@Injectable()
export class ReceiptAssignmentService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parked: ParkedReceipts,
    private readonly statusProjector: StatusProjector,
  ) {}

  /**
   * Assigns a parked receipt to a declaration the actor may see, also one that is parked with another declaration; status and
   * statistics follow in the same transaction. Again for the same declaration it changes nothing; a receipt that was applied
   * elsewhere, or settled, is a conflict (409), and so is a draft.
   */
  assign(actor: Actor, receiptId: string, declarationId: string): Promise<Assignment> {
    return this.database.transaction(actor, (tx) => this.assignTo(tx, receiptId, declarationId.toLowerCase()));
  }

  private async assignTo(tx: Tx, receiptId: string, declarationId: string): Promise<Assignment> {
    const found = await mustFind(tx, receiptId);
    await holdNames(tx, found.entryId === null ? [] : [entryName(found.entryId)], []);
    const from = found.declarationId;
    const status = (await lockStatuses(tx, [declarationId, ...(from === null ? [] : [from])])).get(declarationId);
    const named = { declarationId, entryId: found.entryId, reference: null, brokerId: null };
    // Looked up after the lock, so that no customs number can be added between this reading and the assignment.
    const target = (await findTargets(tx, [named])).find(({ id }) => id === declarationId);
    if (status === undefined || !target) {
      throw refuseAt('/declarationId', 'rule-broken', 'receipt-target-missing', { value: declarationId });
    }
    if (status === 'draft') throw refuse('conflict', 'state-forbids', { status, action: 'assign' });
    const result = await this.parked.assignParked(tx, { id: receiptId, from }, target);
    if (result === null) return repeated(await mustFind(tx, receiptId), { receiptId, declarationId });
    const projections = await this.statusProjector.project(tx, [declarationId, ...(from === null ? [] : [from])]);
    const isRefused = projections.some(({ refused }) => refused.has(receiptId));
    const ended = isRefused ? 'parked' : result;
    await this.record(tx, receiptId, 'receipt.assigned', { declarationId, result: ended });
    await this.statusProjector.write(tx, projections);
    return { receiptId, declarationId, result: ended };
  }

  /**
   * Settles a parked receipt without effect, for good: it stays as it came and where it is, and the reason is in the audit
   * trail. A receipt that is not parked, or was assigned meanwhile, is a conflict (409).
   */
  dismiss(actor: Actor, receiptId: string, reason: string): Promise<Dismissal> {
    return this.database.transaction(actor, (tx) => this.settle(tx, receiptId, reason));
  }

  private async settle(tx: Tx, receiptId: string, reason: string): Promise<Dismissal> {
    const { declarationId } = await mustFind(tx, receiptId);
    const touched = declarationId === null ? [] : [declarationId];
    await lockStatuses(tx, touched);
    const held = await tx.one(
      `SELECT id FROM receipt WHERE id = $1 AND declaration_id IS NOT DISTINCT FROM $2::uuid AND parked_reason IS NOT NULL FOR UPDATE`,
      [receiptId, declarationId],
    );
    if (!held) throw refuse('conflict', 'receipt-not-waiting', { receipt: receiptId });
    const settled = { id: receiptId, declarationId, meaning: null, parkedReason: null, dismissed: true };
    await moveReceipts(tx, this.clock.now().toISOString(), [settled]);
    await this.record(tx, receiptId, 'receipt.dismissed', { reason });
    await this.statusProjector.refresh(tx, touched);
    return { receiptId, result: 'dismissed' };
  }

  private record(tx: Tx, subjectId: string, action: string, detail: Record<string, unknown>): Promise<void> {
    return recordAudit(tx, this.clock, { action, subjectType: 'receipt', subjectId, detail });
  }
}

/** A receipt that came in at the actor's office; any other is refused like one that is not there. */
async function mustFind(tx: Tx, receiptId: string): Promise<Found> {
  const found = isId(receiptId)
    ? await tx.one<Found>(
        `SELECT given_entry_id AS "entryId", declaration_id AS "declarationId", parked_reason AS "parkedReason"
         FROM receipt WHERE id = $1 AND ($2::text IS NULL OR customs_office IS NULL OR customs_office = $2)`,
        [receiptId, tx.actor.office],
      )
    : null;
  if (!found) throw refuse('not-found', 'not-found');
  return found;
}

function repeated(found: Found, asked: Pick<Assignment, 'receiptId' | 'declarationId'>): Assignment {
  if (found.declarationId !== asked.declarationId) {
    throw refuse('conflict', 'receipt-not-waiting', { receipt: asked.receiptId });
  }
  return { ...asked, result: found.parkedReason === null ? 'applied' : 'parked' };
}
