import { recordAudits } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import type { Clock } from '../vocabulary/clock.js';
import { type ProjectedPassage, SHIPMENTS_LOCKED } from './passages.repository.js';
import { projectionsOf } from './passage-projections.js';
import type { Shipment } from './domain/shipment.js';

/** What follows from events and holds. `seals` keeps what was given by hand: that is no projection. */
const PROJECTED = [
  ['status', 'status', 'text'],
  ['seals', 'seals', 'text[]'],
  ['held', 'held', 'boolean'],
  ['seal_alarm', 'sealAlarm', 'boolean'],
  ['stuffed_at', 'stuffedAt', 'timestamptz'],
  ['arrived_at', 'arrivedAt', 'timestamptz'],
  ['inspection_ordered_at', 'inspectionOrderedAt', 'timestamptz'],
  ['opened_at', 'openedAt', 'timestamptz'],
  ['resealed_at', 'resealedAt', 'timestamptz'],
  ['released_at', 'releasedAt', 'timestamptz'],
  ['left_at', 'leftAt', 'timestamptz'],
  ['loaded_at', 'loadedAt', 'timestamptz'],
  ['departed_at', 'departedAt', 'timestamptz'],
] as const satisfies readonly (readonly [string, keyof ProjectedPassage, string])[];

const list = (of: (column: string, name: string) => string): string =>
  PROJECTED.map(([column, name]) => of(column, name)).join(', ');

/** A visit ends when we learn of the departure, and stays ended. */
const VISIT_ENDED = `CASE WHEN r."departedAt" IS NOT NULL THEN
  (SELECT min(e.received_at) FROM shipment_event e WHERE e.shipment_id = s.id AND e.code = 'DEPA' AND e.classifier = 'ACT') END`;

const RESTORE = `
  UPDATE shipment s SET ${list((column, name) => `${column} = r."${name}"`)}, visit_ended_at = ${VISIT_ENDED}
  FROM jsonb_to_recordset($1::jsonb) AS r ("ofShipment" uuid, ${PROJECTED.map(([, name, type]) => `"${name}" ${type}`).join(', ')})
  WHERE s.id = r."ofShipment"
    AND (${list((column) => `s.${column}`)}, s.visit_ended_at) IS DISTINCT FROM (${list((_, name) => `r."${name}"`)}, ${VISIT_ENDED})
  RETURNING s.id`;

/**
 * Projects the next shipments after an id anew from their events and holds, of one market or of all, and writes what
 * differs. Revisions stay: the row is again what it was. Returns the last id, null when there are no more.
 */
export async function rebuildPassages(
  tx: Tx,
  clock: Clock,
  { market, after, limit }: { market: string | null; after: string; limit: number },
): Promise<{ last: string | null; counts: { lookedAt: number; differed: number } }> {
  const held = await tx.rows<Shipment>(
    `${SHIPMENTS_LOCKED} WHERE id > $1 AND ($2::text IS NULL OR market = $2) ORDER BY id LIMIT $3 FOR UPDATE`,
    [after, market, limit],
  );
  const passages = await projectionsOf(tx, held);
  const rows = passages.map(({ id: ofShipment, ...passage }) => ({ ...passage, ofShipment }));
  const restored = await tx.rows<{ id: string }>(RESTORE, [JSON.stringify(rows)]);
  const deeds = restored.map(({ id }) => ({ action: 'shipment.rebuilt', subjectType: 'shipment', subjectId: id }));
  await recordAudits(tx, clock, deeds);
  const last = held.length < limit ? null : (held.at(-1)?.id ?? null);
  return { last, counts: { lookedAt: held.length, differed: restored.length } };
}
