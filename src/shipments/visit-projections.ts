import type { Tx } from '../platform/database/tx.js';
import { isHeld } from './domain/holds.js';
import { projectVisit } from './domain/visit-state.js';
import { sealStory } from './domain/seal-history.js';
import { allSeals } from './domain/seals.js';
import type { Shipment } from './domain/shipment.js';
import { visitFactsOf } from './visit-facts.repository.js';
import type { ProjectedVisit } from './visit-projections.repository.js';

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
    const { state, spans } = projectVisit(events, controls);
    return {
      id,
      ...state,
      spans,
      seals: allSeals(seals, events),
      held: isHeld(controls.holds),
      sealAlarm: sealStory(announcedSeals, events).alarms.length > 0,
    };
  });
}
