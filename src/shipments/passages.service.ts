import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { type Instant, instantText } from '../vocabulary/period.js';
import { refuse } from '../vocabulary/refusal.js';
import { checkEventTimes, CLOCKS_DIFFER_MINUTES } from './domain/event-time.js';
import { isHeld, spanOf } from './domain/holds.js';
import { projectPassage } from './domain/passage.js';
import { sealStory } from './domain/seal-history.js';
import { allSeals } from './domain/seals.js';
import type { Shipment } from './domain/shipment.js';
import type { EventBody } from './shipments.dto.js';
import { holdsOf } from './controls.repository.js';
import {
  announcedSeals,
  appendEvents,
  eventsOf,
  lockShipment,
  type NewEvent,
  updatePassage,
} from './shipments.repository.js';

/** What became of an event, in the order in which they were sent. */
export interface EventResult {
  readonly code: string;
  readonly eventTime: Instant;
  readonly result: 'applied' | 'duplicate';
}

/** The events of containers, and what they make of a shipment. */
@Injectable()
export class Passages {
  constructor(private readonly clock: Clock) {}

  /**
   * Appends events to a shipment and projects its status, milestones and seals in the same transaction. Duplicates
   * change nothing. Refuses a shipment that is not there and, all together, actual events that lie in the future.
   */
  async record(
    tx: Tx,
    id: string,
    sent: readonly EventBody[],
  ): Promise<{ shipment: Shipment; results: EventResult[] }> {
    // The lock comes before the look at the events: two gates that report at once would each project without the other.
    const held = await lockShipment(tx, id);
    if (!held) throw refuse('not-found', 'not-found');
    const events = sent.map(asEvent);
    const now = this.clock.now();
    refuseFuture(events, now);
    const applied = await appendEvents(tx, held, events, now.toISOString());
    const results = events.map(({ code, eventTime }, index) => ({
      code,
      eventTime,
      result: applied[index] ? ('applied' as const) : ('duplicate' as const),
    }));
    if (!applied.includes(true)) return { shipment: held, results };
    const shipment = await this.project(tx, held);
    await recordAudit(tx, this.clock, {
      action: 'shipment.events-recorded',
      subjectType: 'shipment',
      subjectId: id,
      detail: { events: events.filter((_, index) => applied[index]), from: held.status, to: shipment.status },
    });
    return { shipment, results };
  }

  /** Projects a locked shipment anew from its events and holds: after anything that was appended to either. */
  async project(tx: Tx, held: Shipment): Promise<Shipment> {
    const facts = await eventsOf(tx, held.id);
    const holds = (await holdsOf(tx, held.id)).map(spanOf);
    const passage = {
      ...projectPassage(facts, holds),
      seals: allSeals(held.seals, facts),
      held: isHeld(holds),
      sealAlarm: sealStory(await announcedSeals(tx, held.id), facts).alarms.length > 0,
    };
    const shipment = await updatePassage(tx, held.id, passage, this.clock.now().toISOString());
    if (!shipment) throw new Error(`shipment ${held.id} vanished under its lock`);
    return shipment;
  }
}

/** One instant has one text from here on: "18:00+08:00" sent again as "10:00Z" is the same event. */
const asEvent = (sent: EventBody): NewEvent => ({
  code: sent.code,
  classifier: sent.classifier ?? 'ACT',
  eventTime: instantText(sent.eventTime),
  location: sent.location ?? null,
  seal: sent.seal ?? null,
  note: sent.note ?? null,
});

function refuseFuture(events: readonly NewEvent[], now: Date): void {
  const latest = new Date(now.getTime() + CLOCKS_DIFFER_MINUTES * 60_000).toISOString();
  const violations = checkEventTimes(events, latest);
  if (violations.length > 0)
    throw refuse('rule-broken', 'event-time-in-future', { now: now.toISOString() }, violations);
}
