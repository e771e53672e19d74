import type { Tx } from '../../platform/database/tx.js';
import { containerNumbersMeant } from '../../vocabulary/identifiers/container-number.js';
import { isId } from '../../vocabulary/id.js';
import type { Language } from '../../vocabulary/language.js';
import type { Instant } from '../../vocabulary/period.js';
import { type LoadedDeclaration, withGoodsLines } from './container-content.query.js';
import { holdsOf, inspectionFactsOf } from '../controls/controls.repository.js';
import {
  declarationsOf,
  type HiddenDeclarations,
  hiddenDeclarationsIn,
  type LinkedDeclaration,
} from './declarations-in-containers.query.js';
import type { Classifier, EventCode } from '../domain/event-codes.js';
import type { Hold } from '../domain/holds.js';
import { foldInspections, type Inspection } from '../domain/inspections.js';
import { type LoadTotals, loadTotals } from '../domain/load.js';
import { projectVisit, projectVisitState } from '../domain/visit-state.js';
import { type SealAlarm, type SealStory, sealStory } from '../domain/seal-history.js';
import { asSeenFrom, type Shipment } from '../domain/shipment.js';
import { type TimelineRow, visitTimelineOf } from '../domain/timeline.js';
import { type ReleaseBlocker, releaseBlockersOf, waitsFor, whyWaiting } from '../domain/release-blockers.js';
import { eventsOf, SHIPMENT_COLUMNS } from '../shipments.repository.js';
import { visitFactsOf } from '../visits/visit-facts.repository.js';

/** An event as it is shown. */
export interface ShownEvent {
  readonly id: string;
  readonly code: EventCode;
  readonly classifier: Classifier;
  readonly eventTime: Instant;
  readonly location: string | null;
  readonly seal: string | null;
  readonly note: string | null;
  readonly receivedAt: Instant;
  /** Null for a firm with goods in another firm's container, as is the note. */
  readonly by: string | null;
}

/** The declaration the container waits for, and why. */
export interface Worst {
  readonly id: string;
  readonly reference: string;
  readonly status: string;
  readonly why: string | null;
}

/** A visit apart from its events: holds, inspections, declarations and release blockers. */
export interface Situation {
  readonly holds: Hold[];
  readonly inspections: Inspection[];
  readonly declarations: LinkedDeclaration[];
  readonly others: HiddenDeclarations;
  readonly blockedBy: ReleaseBlocker[];
}

/** A container with everything that belongs to its visit. */
export interface ContainerPage extends Shipment, Omit<Situation, 'declarations'> {
  readonly suggestions: string[];
  readonly events: ShownEvent[];
  readonly timeline: TimelineRow[];
  readonly sealAlarms: SealAlarm[];
  readonly declarations: LoadedDeclaration[];
  readonly totals: LoadTotals;
  readonly worst: Worst | null;
}

/** Holds, inspections and declarations of a container, and what follows from them. */
export async function situationOf(tx: Tx, shipment: Shipment): Promise<Situation> {
  const holds = await holdsOf(tx, shipment.id);
  const inspections = foldInspections(await inspectionFactsOf(tx, shipment.id));
  const declarations = await declarationsOf(tx, shipment);
  const others = await hiddenDeclarationsIn(tx, shipment, declarations);
  const customsReleased = projectVisitState(await eventsOf(tx, shipment.id)).releasedAt !== null;
  const { status, openedAt, resealedAt } = shipment;
  return {
    holds,
    inspections,
    declarations,
    others,
    blockedBy: releaseBlockersOf({
      status,
      customsReleased,
      openedAt,
      resealedAt,
      holds,
      inspections,
      declarations,
      others,
    }),
  };
}

/** The page of a container; null when it is not there, or not for the actor to see. `worst.why` is in `language`. */
export async function containerPage(tx: Tx, id: string, language: Language): Promise<ContainerPage | null> {
  const shipment = await shipmentById(tx, id);
  if (!shipment) return null;
  const situation = await situationOf(tx, shipment);
  const events = await tx.rows<ShownEvent & { by: string }>(
    `SELECT id, code, classifier, event_time AS "eventTime", location, seal, note, received_at AS "receivedAt",
       actor_name AS "by"
     FROM shipment_event WHERE shipment_id = $1 ORDER BY event_time, id`,
    [id],
  );
  const declarations = await withGoodsLines(tx, shipment, situation.declarations);
  const worst = waitsFor(situation.declarations);
  // Who else works in the container is nothing a firm learns of another.
  const isWhole = tx.actor.role !== 'broker' || tx.actor.organisationId === shipment.broker;
  return {
    ...asSeenFrom(shipment, tx.actor),
    ...situation,
    suggestions: containerNumbersMeant(shipment.containerNumber),
    events: isWhole ? events : events.map((event) => ({ ...event, note: null, by: null })),
    timeline: visitTimelineOf(events, shipment),
    sealAlarms: (await sealStoryOf(tx, id)).alarms,
    declarations,
    totals: loadTotals(declarations, shipment.tareKg),
    worst: worst && {
      id: worst.id,
      reference: worst.reference,
      status: worst.status,
      why: whyWaiting(worst.status, language),
    },
  };
}

/** The story of a container's seals; null when the container is not there, or not for the actor to see. */
export async function sealsOf(tx: Tx, id: string): Promise<SealStory | null> {
  if (!(await shipmentById(tx, id))) return null;
  return sealStoryOf(tx, id);
}

async function sealStoryOf(tx: Tx, id: string): Promise<SealStory> {
  const known = (await visitFactsOf(tx, [id])).get(id);
  if (!known) throw new Error(`shipment ${id} is not in its own snapshot`);
  const { events, announcedSeals, ...controls } = known;
  return sealStory(announcedSeals, events, projectVisit(events, controls).controlled);
}

function shipmentById(tx: Tx, id: string): Promise<Shipment | null> {
  if (!isId(id)) return Promise.resolve(null);
  return tx.one<Shipment>(
    `SELECT ${SHIPMENT_COLUMNS} FROM shipment WHERE id = $1 AND own_visit(id, broker_id, customs_office)`,
    [id],
  );
}
