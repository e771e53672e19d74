import type { Tx } from '../../platform/database/tx.js';
import type { Instant } from '../../vocabulary/period.js';
import type { NewEvent } from './visit-facts.repository.js';
import { inContainer, underWay } from '../containers/declarations-in-containers.query.js';
import type { VisitPeriod } from '../domain/visit-of-event.js';
import type { VisitStatus } from '../domain/visit-state.js';
import type { ContainerKey } from './left-visits.repository.js';

/** A visit of a container, and whether it is still open. */
export interface ContainerVisit extends VisitPeriod, ContainerKey {
  readonly id: string;
  readonly status: VisitStatus;
  readonly broker: string | null;
  readonly isOpen: boolean;
  readonly inspectionOrderedAt: Instant | null;
  readonly releasedAt: Instant | null;
}

/** The visits of these containers that the actor may see, in the order in which they began. */
export function visitsOfContainers(tx: Tx, containers: readonly ContainerKey[]): Promise<ContainerVisit[]> {
  return tx.rows<ContainerVisit>(
    `SELECT s.id, s.market, s.container_number AS "containerNumber", s.status, s.broker_id AS broker, s.left_at AS "leftAt",
       s.departed_at AS "departedAt", s.inspection_ordered_at AS "inspectionOrderedAt", s.released_at AS "releasedAt", s.joined_until IS NULL AS "isOpen",
       least(s.created_at, (SELECT min(e.event_time) FROM shipment_event e
         WHERE e.shipment_id = s.id AND e.classifier = 'ACT')) AS "beganAt"
     FROM (SELECT DISTINCT market, number FROM unnest($1::text[], $2::text[]) AS c (market, number)) c
     JOIN shipment s ON s.market = c.market AND s.container_number = c.number ORDER BY "beganAt", s.id`,
    [containers.map(({ market }) => market), containers.map(({ containerNumber }) => containerNumber)],
  );
}

/** The visits of which events are recorded already, by the index of the event. */
export async function visitsThatKnow(
  tx: Tx,
  events: readonly (ContainerKey & { readonly index: number; readonly event: NewEvent })[],
): Promise<Map<number, string>> {
  const asked = events.map(({ event, index, market, containerNumber }) => ({
    ...event,
    index,
    market,
    containerNumber,
  }));
  const rows = await tx.rows<{ index: number; id: string }>(
    `SELECT DISTINCT ON (a.index) a.index, s.id
     FROM jsonb_to_recordset($1::jsonb) AS a (index integer, market text, "containerNumber" text, code text, classifier text,
       "eventTime" timestamptz, seal text, location text)
     JOIN shipment s ON s.market = a.market AND s.container_number = a."containerNumber"
     JOIN shipment_event e ON e.shipment_id = s.id AND e.code = a.code AND e.classifier = a.classifier
       AND e.event_time = a."eventTime" AND coalesce(e.seal, '') = coalesce(a.seal, '')
       AND coalesce(e.location, '') = coalesce(a.location, '')
     ORDER BY a.index, s.id`,
    [JSON.stringify(asked)],
  );
  return new Map(rows.map(({ index, id }) => [index, id]));
}

/** The firm whose papers, the oldest under way, name each container; else that of its last visit. For an officer, who reports for nobody. */
export async function likelyFirms(tx: Tx, containers: readonly ContainerKey[]): Promise<Map<string, string>> {
  const rows = await tx.rows<ContainerKey & { firm: string }>(
    `SELECT c.market, c.number AS "containerNumber", d.broker_id AS firm
     FROM (SELECT DISTINCT market, number FROM unnest($1::text[], $2::text[]) AS c (market, number)) c
     CROSS JOIN LATERAL (
       (SELECT d.broker_id, 1 AS rank FROM declaration d
        WHERE d.market = c.market AND ${inContainer('d', 'c.number')} AND ${underWay('d')} ORDER BY d.created_at, d.id LIMIT 1)
       UNION ALL
       (SELECT s.broker_id, 2 FROM shipment s WHERE s.market = c.market AND s.container_number = c.number AND s.broker_id IS NOT NULL
        ORDER BY s.id DESC LIMIT 1) ORDER BY rank LIMIT 1) d`,
    [containers.map(({ market }) => market), containers.map(({ containerNumber }) => containerNumber)],
  );
  return new Map(rows.map(({ firm, ...container }) => [containerKey(container), firm]));
}

export const containerKey = ({ market, containerNumber }: ContainerKey): string => `${market} ${containerNumber}`;
