import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { isId, newId } from '../vocabulary/id.js';
import { refuse } from '../messages/refusal.js';
import { violation } from '../messages/violation.js';
import { situationOf } from './container-page.query.js';
import type { HoldBody, ReleaseBody } from './controls.dto.js';
import { holdsOf, insertHold, insertRelease } from './controls.repository.js';
import type { Hold } from './domain/holds.js';
import type { Shipment } from './domain/shipment.js';
import type { Blocker } from './domain/waiting.js';
import { promiseFollowing } from './follow-box.jobs.js';
import { Passages } from './passages.service.js';
import { lockShipment } from './shipments.repository.js';

/** A hold as it stands now, and what keeps its container. */
export interface HoldAnswer extends Hold {
  readonly shipmentId: string;
  readonly status: string;
  readonly held: boolean;
  /** After a release: what else still keeps the box. */
  readonly blockedBy: Blocker[];
}

/** Officers' holds on containers: each is a fact, and so is its end. Several may stand at once, each for its own reason. */
@Injectable()
export class Holds {
  constructor(
    private readonly clock: Clock,
    private readonly passages: Passages,
  ) {}

  /** Holds a container. Refuses one that is not there (not-found) or has departed (conflict), and a day of review in the past. */
  async place(tx: Tx, shipmentId: string, { reason, owner, reviewOn }: HoldBody): Promise<HoldAnswer> {
    const box = await lockedBox(tx, shipmentId);
    refuseEnded(box);
    const today = this.clock.today();
    if (reviewOn < today) {
      const params = { value: reviewOn, today };
      throw refuse('rule-broken', 'review-day-past', params, [violation('review-day-past', '/reviewOn', params)]);
    }
    const [heldAt, heldBy] = [this.clock.now().toISOString(), tx.actor.name];
    const hold = { id: newId(), reason, owner, reviewOn, heldAt, heldBy };
    await insertHold(tx, box, hold);
    return this.finish(tx, box, { ...hold, release: null }, 'shipment.held');
  }

  /**
   * Releases a hold. Of two officers who do so at once the second is refused (conflict): its reason would be lost. Also
   * after the departure: a hold that was forgotten must be closable.
   */
  async release(tx: Tx, shipmentId: string, holdId: string, { reason }: ReleaseBody): Promise<HoldAnswer> {
    const box = await lockedBox(tx, shipmentId);
    const hold = isId(holdId) ? (await holdsOf(tx, box.id)).find(({ id }) => id === holdId) : undefined;
    if (!hold) throw refuse('not-found', 'not-found');
    if (hold.release) throw refuse('conflict', 'hold-released', { releasedAt: hold.release.at, by: hold.release.by });
    const release = { reason, at: this.clock.now().toISOString(), by: tx.actor.name };
    await insertRelease(tx, box, hold.id, release);
    return this.finish(tx, box, { ...hold, release }, 'shipment.hold-released');
  }

  private async finish(tx: Tx, box: Shipment, hold: Hold, action: string): Promise<HoldAnswer> {
    const shipment = await this.passages.project(tx, box);
    // Of several holds each has its own reason and day; the first and the last one the projection has told of.
    if (box.held && shipment.held) await promiseFollowing(tx, [shipment]);
    const detail = { hold, from: box.status, to: shipment.status };
    await recordAudit(tx, this.clock, { action, subjectType: 'shipment', subjectId: box.id, detail });
    const { blockedBy } = await situationOf(tx, shipment);
    return { ...hold, shipmentId: box.id, status: shipment.status, held: shipment.held, blockedBy };
  }
}

/** The container, locked: whoever holds, releases or inspects it comes after us and sees what we did. */
export async function lockedBox(tx: Tx, id: string): Promise<Shipment> {
  const box = await lockShipment(tx, id);
  if (!box) throw refuse('not-found', 'not-found');
  return box;
}

/** Nothing is begun on a box that has sailed; what was begun before may still be finished. */
export function refuseEnded({ visitEndedAt, containerNumber: container }: Shipment): void {
  if (visitEndedAt !== null) throw refuse('conflict', 'visit-ended', { container, endedAt: visitEndedAt });
}
