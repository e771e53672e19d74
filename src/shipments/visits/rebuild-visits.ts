import { recordAudits } from '../../audit/audit.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Clock } from '../../vocabulary/clock.js';
import { SHIPMENTS_LOCKED } from './visit-facts.repository.js';
import { projectionsOf } from './visit-projections.js';
import type { Shipment } from '../domain/shipment.js';
import { restoreVisits } from './visit-projections.repository.js';

/**
 * Projects the next shipments after an id anew from their facts, of one market or of all, and writes what
 * differs. Revisions stay: the row is again what it was. Returns the last id, null when there are no more.
 */
export async function rebuildVisits(
  tx: Tx,
  clock: Clock,
  { market, after, limit }: { market: string | null; after: string; limit: number },
): Promise<{ last: string | null; counts: { lookedAt: number; differed: number } }> {
  const held = await tx.rows<Shipment>(
    `${SHIPMENTS_LOCKED} WHERE id > $1 AND ($2::text IS NULL OR market = $2) ORDER BY id LIMIT $3 FOR UPDATE`,
    [after, market, limit],
  );
  const visits = await projectionsOf(tx, held);
  const restored = await restoreVisits(tx, visits);
  const events = restored.map((id) => ({ action: 'shipment.rebuilt', subjectType: 'shipment', subjectId: id }));
  await recordAudits(tx, clock, events);
  const last = held.length < limit ? null : (held.at(-1)?.id ?? null);
  return { last, counts: { lookedAt: held.length, differed: restored.length } };
}
