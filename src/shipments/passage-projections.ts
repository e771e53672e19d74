import type { Tx } from '../platform/database/tx.js';
import { isHeld } from './domain/holds.js';
import { projectPassage } from './domain/passage.js';
import { sealStory } from './domain/seal-history.js';
import { allSeals } from './domain/seals.js';
import type { Shipment } from './domain/shipment.js';
import { factsOf, type ProjectedPassage } from './passages.repository.js';

/** What the facts of these shipments say of them, in their order. */
export async function projectionsOf(tx: Tx, shipments: readonly Shipment[]): Promise<ProjectedPassage[]> {
  const facts = await factsOf(
    tx,
    shipments.map(({ id }) => id),
  );
  return shipments.map(({ id, seals }) => {
    const { events = [], holds = [], announcedSeals = [] } = facts.get(id) ?? {};
    return {
      id,
      ...projectPassage(events, holds),
      seals: allSeals(seals, events),
      held: isHeld(holds),
      sealAlarm: sealStory(announcedSeals, events).alarms.length > 0,
    };
  });
}
