import { countedFrom } from '../../vocabulary/open-item-kinds.js';
import type { Tx } from '../../platform/database/tx.js';
import { EXPLAINED_KINDS, type VisitSpan } from '../domain/course.js';
import { isHeld } from '../domain/holds.js';
import { projectVisit } from '../domain/visit-state.js';
import { sealSpans } from '../domain/seal-spans.js';
import { sealStory } from '../domain/seal-history.js';
import { allSeals } from '../domain/seals.js';
import type { Shipment } from '../domain/shipment.js';
import { visitFactsOf } from './visit-facts.repository.js';
import type { ProjectedVisit } from './visit-projections.repository.js';

/**
 * A kind that contradicts control is followed from its first day on: what contradicted it before, nobody could explain then. Of the other
 * kinds the past is followed too, wherever it is counted.
 */
const isCounted = ({ kind, openedAt }: VisitSpan): boolean =>
  !EXPLAINED_KINDS.some((each) => each === kind) || openedAt >= (countedFrom(kind) ?? '');

/** What the facts of these shipments say of them, in their order. */
export async function projectionsOf(tx: Tx, shipments: readonly Shipment[]): Promise<ProjectedVisit[]> {
  const facts = await visitFactsOf(
    tx,
    shipments.map(({ id }) => id),
  );
  return shipments.map(({ id, seals }) => {
    const known = facts.get(id);
    if (!known) throw new Error(`shipment ${id} vanished under its lock`);
    const { events, announcedSeals, ...controls } = known;
    const { state, spans, controlled } = projectVisit(events, controls);
    const { alarms } = sealStory(announcedSeals, events, controlled);
    const ofSeals = sealSpans(alarms, controls.explanations, controls.inspections);
    return {
      id,
      ...state,
      spans: [...spans, ...ofSeals].filter(isCounted),
      seals: allSeals(seals, events),
      held: isHeld(controls.holds),
      sealAlarm: ofSeals.some(({ closedAt }) => closedAt === null),
    };
  });
}
