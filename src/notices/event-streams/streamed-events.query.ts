import type { StreamedEventEntity } from '../../domain-events/streamed-event.entity.js';
import type { Role } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/tx.js';

/** An event as it is sent. */
export type StreamedEvent = Pick<StreamedEventEntity, 'type' | 'market' | 'at'> & { readonly id: string };

/** More changes than this at once are not sent one by one: whoever shows them reads anew. */
export const EVENTS_MAX = 500;

export const SNAPSHOT = 'SELECT pg_current_snapshot()::text AS snapshot';

/** Written by transactions that the snapshot before did not see. */
const SINCE =
  'e.written_by >= pg_snapshot_xmin($1::text::pg_snapshot) AND NOT pg_visible_in_snapshot(e.written_by, $1::text::pg_snapshot)';

/** Analysts have no rows of firms; auditors and machines that deliver receipts look at no lists. */
export const hearsOf = (role: Role): 'own' | 'editions' | 'nothing' => {
  if (role === 'auditor' || role === 'channel') return 'nothing';
  return role === 'analyst' ? 'editions' : 'own';
};

/** What was committed since a snapshot and is the caller's, oldest first; one more than {@link EVENTS_MAX} at most. */
export const eventsSince = (tx: Tx, snapshot: string): Promise<StreamedEvent[]> =>
  tx.rows<StreamedEvent>(hearsOf(tx.actor.role) === 'editions' ? EDITIONS : OWN, [snapshot]);

const eventsWhere = (condition: string): string => `
  SELECT e.type, e.subject_id AS id, e.market, e.at FROM streamed_event e
  WHERE ${SINCE} AND ${condition} ORDER BY e.position LIMIT ${EVENTS_MAX + 1}`;

const OWN = eventsWhere('own_visit(e.subject_id, e.broker_id, e.customs_office)');
/** Without the function: it reads a table to which analysts have no right. */
const EDITIONS = eventsWhere("e.type = 'edition.created'");

/** Whose events were committed since a snapshot: of a container, of every firm with goods in it. */
export interface Concerned {
  readonly brokerId: string | null;
  readonly customsOffice: string | null;
}

export const concernedSince = (tx: Tx, snapshot: string): Promise<Concerned[]> =>
  tx.rows<Concerned>(
    `SELECT DISTINCT owner.id AS "brokerId", e.customs_office AS "customsOffice" FROM streamed_event e
     CROSS JOIN LATERAL (SELECT e.broker_id AS id UNION
       SELECT f.broker_id FROM shipment_firm f WHERE e.type = 'shipment.changed' AND f.shipment_id = e.subject_id) owner
     WHERE ${SINCE}`,
    [snapshot],
  );
