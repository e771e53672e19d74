import { Injectable } from '@nestjs/common';
import { recordChanges } from '../../domain-events/record-events.js';
import { recordAudits } from '../../audit/audit.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { type Instant, instantText } from '../../vocabulary/period.js';
import { assertNoErrors, refuse } from '../../messages/refusals/refusal.js';
import { pointer, violation } from '../../messages/refusals/violation.js';
import { ordersWithoutResult } from '../controls/controls.repository.js';
import { eventsOfCustoms } from '../domain/event-authority.js';
import { checkEventTimes, CLOCKS_DIFFER_MINUTES, tooEarly } from '../domain/event-time.js';
import { asSeenFrom, type Shipment } from '../domain/shipment.js';
import { publishRefreshWhereChanged } from '../refresh-next-steps.jobs.js';
import type { EventBody } from '../shipments.dto.js';
import { projectionsOf } from './visit-projections.js';
import { appendEvents, beginningsOf, firmsOf, lockShipments, type NewEvent } from './visit-facts.repository.js';
import { movementOf, visitChange } from './visit-change.js';
import { updateVisits } from './visit-projections.repository.js';

/** What became of an event, in the order in which they were sent. */
export interface EventResult {
  readonly code: string;
  readonly eventTime: Instant;
  readonly result: 'applied' | 'duplicate';
}

/** What somebody saw of one container. */
export interface VisitReport {
  readonly id: string;
  readonly events: readonly EventBody[];
}

/** A shipment after a report, and what became of each event, in order. */
export interface RecordedReport {
  readonly shipment: Shipment;
  readonly results: EventResult[];
}

/** The events of containers, and what they make of a shipment. */
@Injectable()
export class VisitEventsService {
  constructor(private readonly clock: Clock) {}

  /** The same for one shipment. */
  async record(tx: Tx, id: string, events: readonly EventBody[]): Promise<RecordedReport> {
    const [recorded] = await this.recordAll(tx, [{ id, events }]);
    if (!recorded) throw new Error(`nothing was recorded of shipment ${id}`);
    return recorded;
  }

  /**
   * Appends events to shipments, each named once, and projects status, milestones and seals in the same transaction: a
   * handful of statements for any number. Duplicates change nothing. Refuses a shipment that is not there, a broker's report of
   * what only customs reports, and, all together, actual events that lie in the future.
   */
  async recordAll(tx: Tx, reports: readonly VisitReport[]): Promise<RecordedReport[]> {
    const ids = reports.map(({ id }) => id);
    const seen = await firmsOf(tx, ids);
    if (ids.some((id) => !seen.has(id))) throw refuse('not-found', 'not-found');
    const { role, organisationId } = tx.actor;
    const isOwn = role === 'broker' ? [...seen.values()].every((firm) => firm === organisationId) : role !== 'channel';
    // A firm with goods in another firm's container reports what it saw, customs' channel what happened: the rows are the service's to write.
    return isOwn ? this.append(tx, reports) : tx.asService(() => this.append(tx, reports));
  }

  private async append(tx: Tx, reports: readonly VisitReport[]): Promise<RecordedReport[]> {
    // The locks come before the look at the events: two gates that report at once would each project without the other.
    const locked = await lockShipments(
      tx,
      reports.map(({ id }) => id),
    );
    const now = this.clock.now();
    const received = reports.map(({ id, events }) => {
      const shipment = locked.get(id);
      if (!shipment) throw refuse('not-found', 'not-found');
      if (tx.actor.role === 'broker') assertNoErrors(eventsOfCustoms(events, shipment), 'forbidden');
      const sent = events.map(asEvent);
      refuseFuture(sent, now);
      return { shipment, sent };
    });
    await refuseTooEarly(tx, received);
    await refuseReleases(
      tx,
      received.flatMap(({ shipment, sent }) => sent.map((event, index) => ({ shipment, event, index }))),
    );
    const placed = received.flatMap(({ shipment, sent }) => sent.map((event) => ({ shipment, event })));
    const isNew = await appendEvents(tx, placed, now.toISOString());
    const fresh = new Set(placed.flatMap(({ event }, index) => (isNew[index] ? [event] : [])));
    const extended = received.filter(({ sent }) => sent.some((event) => fresh.has(event)));
    const updated = await this.projectAll(
      tx,
      extended.map(({ shipment }) => shipment),
      now.toISOString(),
    );
    await recordAudits(
      tx,
      this.clock,
      extended.map(({ shipment, sent }) => ({
        action: 'shipment.events-recorded',
        subjectType: 'shipment',
        subjectId: shipment.id,
        detail: {
          ...{ events: sent.filter((event) => fresh.has(event)), from: shipment.status },
          to: updated.get(shipment.id)?.status,
        },
        change: visitChange(shipment, updated.get(shipment.id) ?? shipment),
      })),
    );
    return received.map(({ shipment, sent }) => ({
      shipment: asSeenFrom(updated.get(shipment.id) ?? shipment, tx.actor),
      results: sent.map((event) => resultOf(event, fresh.has(event))),
    }));
  }

  /** Projects a locked shipment anew from its events and holds: after anything that was appended to either. */
  async project(tx: Tx, locked: Shipment): Promise<Shipment> {
    const shipment = (await this.projectAll(tx, [locked], this.clock.now().toISOString())).get(locked.id);
    if (!shipment) throw new Error(`shipment ${locked.id} vanished under its lock`);
    return shipment;
  }

  private async projectAll(tx: Tx, locked: readonly Shipment[], at: Instant): Promise<Map<string, Shipment>> {
    if (locked.length === 0) return new Map();
    const visits = await projectionsOf(tx, locked);
    const { updated, controlledAnew } = await updateVisits(tx, visits, at);
    await publishRefreshWhereChanged(tx, locked, updated, controlledAnew);
    await recordChanges(tx, this.clock, [...updated.values()].map(movementOf));
    return updated;
  }
}

/** Refuses what lies too far before the visit, which begins with its row or its first event. */
async function refuseTooEarly(
  tx: Tx,
  received: readonly { readonly shipment: Shipment; readonly sent: readonly NewEvent[] }[],
): Promise<void> {
  const early = received.filter(({ shipment, sent }) =>
    sent.some(({ eventTime }, index) => tooEarly(eventTime, index, shipment.createdAt).length > 0),
  );
  if (early.length === 0) return;
  const began = new Map(
    (
      await beginningsOf(
        tx,
        early.map(({ shipment }) => shipment.id),
      )
    ).map((row) => [row.id, row.beganAt]),
  );
  assertNoErrors(
    early.flatMap(({ shipment, sent }) =>
      sent.flatMap(({ eventTime }, index) => tooEarly(eventTime, index, began.get(shipment.id) ?? shipment.createdAt)),
    ),
  );
}

/**
 * Refuses an officer's report that customs has released a container whose inspection has no result: an officer can record that first. What
 * customs' channel reports has happened; it takes effect with the result, and is open until then (`released-while-held`).
 */
export async function refuseReleases(
  tx: Tx,
  sent: readonly {
    readonly shipment: Pick<Shipment, 'id' | 'containerNumber'>;
    readonly event: Pick<NewEvent, 'code' | 'classifier' | 'eventTime'>;
    readonly index: number;
  }[],
): Promise<void> {
  const releases = sent.filter(({ event: { code, classifier } }) => code === 'CUSR' && classifier === 'ACT');
  if (tx.actor.role !== 'officer' || releases.length === 0) return;
  const orders = await ordersWithoutResult(
    tx,
    releases.map(({ shipment }) => shipment.id),
  );
  assertNoErrors(
    releases
      .filter(({ shipment, event }) => event.eventTime >= (orders.get(shipment.id) ?? '~'))
      .map(({ shipment: { containerNumber: container }, index }) =>
        violation('inspection-without-result', pointer('events', index, 'code'), { container }),
      ),
    'conflict',
  );
}

const resultOf = ({ code, eventTime }: NewEvent, isNew: boolean): EventResult => ({
  code,
  eventTime,
  result: isNew ? 'applied' : 'duplicate',
});

/** One instant has one text from here on: "18:00+08:00" sent again as "10:00Z" is the same event. */
export const asEvent = (sent: EventBody): NewEvent => ({
  code: sent.code,
  classifier: sent.classifier ?? 'ACT',
  eventTime: instantText(sent.eventTime),
  location: sent.location ?? null,
  seal: sent.seal ?? null,
  note: sent.note ?? null,
});

/** Refuses actual events that lie in the future, all together. */
export function refuseFuture(events: readonly NewEvent[], now: Date): void {
  const latest = new Date(now.getTime() + CLOCKS_DIFFER_MINUTES * 60_000).toISOString();
  const violations = checkEventTimes(events, latest);
  if (violations.length > 0)
    throw refuse('rule-broken', 'event-time-in-future', { now: now.toISOString() }, violations);
}
