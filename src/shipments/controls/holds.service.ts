import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../audit/audit.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { isId, newId } from '../../vocabulary/id.js';
import { refuse, refuseAt } from '../../messages/refusals/refusal.js';
import { situationOf } from '../containers/container-page.query.js';
import type { HoldBody, ReleaseBody } from './controls.dto.js';
import { holdsOf, insertHold, insertRelease } from './controls.repository.js';
import type { Hold } from '../domain/holds.js';
import type { Shipment } from '../domain/shipment.js';
import type { ReleaseBlocker } from '../domain/release-blockers.js';
import { publishRefresh } from '../refresh-next-steps.jobs.js';
import { VisitEventsService } from '../visits/visit-events.service.js';
import { lockShipment } from '../shipments.repository.js';

/** A hold as it is now, with the release blockers of its container. */
export interface HoldAnswer extends Hold {
  readonly shipmentId: string;
  readonly status: string;
  readonly held: boolean;
  /** The release blockers that remain. */
  readonly blockedBy: ReleaseBlocker[];
}

/** Officers' holds on containers: each is a fact, and so is its end. Several may stand at once, each for its own reason. */
@Injectable()
export class HoldsService {
  constructor(
    private readonly clock: Clock,
    private readonly visitEvents: VisitEventsService,
  ) {}

  /**
   * Holds a container. The same hold again, while it stands, is the one that is there: a double click makes one. Refuses one that is not there (not-found) or has departed (conflict), and a day of review
   * in the past.
   */
  async place(tx: Tx, shipmentId: string, { reason, owner, reviewOn }: HoldBody): Promise<HoldAnswer> {
    const visit = await lockedVisit(tx, shipmentId);
    refuseEnded(visit);
    const today = this.clock.today();
    if (reviewOn < today) {
      const params = { value: reviewOn, today };
      throw refuseAt('/reviewOn', 'rule-broken', 'review-day-past', params);
    }
    const known = (await holdsOf(tx, visit.id)).find((each) => isSameHold(each, { reason, owner, reviewOn }));
    if (known) return this.answer(tx, visit, known);
    const [heldAt, heldBy] = [this.clock.now().toISOString(), tx.actor.name];
    const hold = { id: newId(), reason, owner, reviewOn, heldAt, heldBy };
    await insertHold(tx, visit, hold);
    return this.finish(tx, visit, { ...hold, release: null }, 'shipment.held');
  }

  /**
   * Releases a hold. Of two officers who do so at once the second is refused (conflict): its reason would be lost. Also
   * after the departure: a hold that was forgotten must be closable.
   */
  async release(tx: Tx, shipmentId: string, holdId: string, { reason }: ReleaseBody): Promise<HoldAnswer> {
    const visit = await lockedVisit(tx, shipmentId);
    const hold = isId(holdId) ? (await holdsOf(tx, visit.id)).find(({ id }) => id === holdId) : undefined;
    if (!hold) throw refuse('not-found', 'not-found');
    if (hold.release) throw refuse('conflict', 'hold-released', { releasedAt: hold.release.at, by: hold.release.by });
    const release = { reason, at: this.clock.now().toISOString(), by: tx.actor.name };
    await insertRelease(tx, visit, hold.id, release);
    return this.finish(tx, visit, { ...hold, release }, 'shipment.hold-released');
  }

  private async finish(tx: Tx, visit: Shipment, hold: Hold, action: string): Promise<HoldAnswer> {
    const shipment = await this.visitEvents.project(tx, visit);
    // Of several holds each has its own reason and day; of the first and the last one the projection publishes the refresh itself.
    if (visit.held && shipment.held) await publishRefresh(tx, [shipment]);
    const detail = { hold, from: visit.status, to: shipment.status };
    await recordAudit(tx, this.clock, { action, subjectType: 'shipment', subjectId: visit.id, detail });
    return this.answer(tx, shipment, hold);
  }

  private async answer(tx: Tx, shipment: Shipment, hold: Hold): Promise<HoldAnswer> {
    const { blockedBy } = await situationOf(tx, shipment);
    return { ...hold, shipmentId: shipment.id, status: shipment.status, held: shipment.held, blockedBy };
  }
}

const isSameHold = (known: Hold, asked: HoldBody): boolean =>
  known.release === null &&
  known.reason === asked.reason &&
  known.owner === asked.owner &&
  known.reviewOn === asked.reviewOn;

/** The container, locked: whoever holds, releases or inspects it comes after us and sees what we did. */
export async function lockedVisit(tx: Tx, id: string): Promise<Shipment> {
  const visit = await lockShipment(tx, id);
  if (!visit) throw refuse('not-found', 'not-found');
  return visit;
}

/** Nothing is begun on a container that has sailed; what was begun before may still be finished. */
export function refuseEnded({ visitEndedAt, containerNumber: container }: Shipment): void {
  if (visitEndedAt !== null) throw refuse('conflict', 'visit-ended', { container, endedAt: visitEndedAt });
}
