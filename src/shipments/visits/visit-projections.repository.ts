import type { Tx } from '../../platform/database/tx.js';
import type { Instant } from '../../vocabulary/period.js';
import type { SpanKind, VisitSpan } from '../domain/course.js';
import type { VisitState } from '../domain/visit-state.js';
import type { Shipment } from '../domain/shipment.js';
import { SHIPMENT_COLUMNS } from '../shipments.repository.js';

/** A visit as it is projected: its state, and what its row and its spans hold beside that. */
export interface ProjectedVisit extends VisitState {
  readonly id: string;
  readonly seals: readonly string[];
  readonly held: boolean;
  readonly sealAlarm: boolean;
  readonly spans: readonly VisitSpan[];
}

/** What follows from events and controls. `seals` also holds what a broker entered: that part is no projection. */
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
] as const satisfies readonly (readonly [string, keyof ProjectedVisit, string])[];

/**
 * Declarations are joined to a visit until it is on record that it has ended, by a departure or by the next visit: papers are
 * recorded after the container has moved. The end itself is `VISIT_ENDED_AT`.
 */
const JOINED_UNTIL = `least(s.next_visit_at, CASE WHEN r."departedAt" IS NOT NULL THEN
  (SELECT min(e.received_at) FROM shipment_event e WHERE e.shipment_id = s.id AND e.code = 'DEPA' AND e.classifier = 'ACT') END)`;

const COLUMNS: readonly (readonly [column: string, value: string])[] = [
  ...PROJECTED.map(([column, name]): [string, string] => [column, `r."${name}"`]),
  ['joined_until', JOINED_UNTIL],
];

const UPDATE = (also: string): string => `
  UPDATE shipment s SET ${COLUMNS.map(([column, value]) => `${column} = ${value}`).join(', ')}${also}
  FROM jsonb_to_recordset($1::jsonb) AS r ("ofShipment" uuid, ${PROJECTED.map(([, name, type]) => `"${name}" ${type}`).join(', ')})
  WHERE s.id = r."ofShipment"`;

const DIFFERS = `(${COLUMNS.map(([column]) => `s.${column}`).join(', ')}) IS DISTINCT FROM (${COLUMNS.map(([, value]) => value).join(', ')})`;

const rowsOf = (visits: readonly ProjectedVisit[]): string =>
  JSON.stringify(visits.map(({ id: ofShipment, spans: _, ...visit }) => ({ ...visit, ofShipment })));

/** Shipments as they are now, and the ids of those of which customs has something else to do than before. */
interface Updated {
  readonly updated: Map<string, Shipment>;
  readonly controlledAnew: Set<string>;
}

/** Writes the projections of locked shipments, and what was open of them when. */
export async function updateVisits(tx: Tx, visits: readonly ProjectedVisit[], at: Instant): Promise<Updated> {
  const updated = await tx.run(`${UPDATE(', revision = revision + 1, updated_at = $2::timestamptz')}`, [
    rowsOf(visits),
    at,
  ]);
  if (updated !== visits.length) throw new Error('a shipment vanished under its lock');
  const spans = await writeSpans(tx, visits);
  const ids = visits.map(({ id }) => id);
  const rows = await tx.rows<Shipment>(`SELECT ${SHIPMENT_COLUMNS} FROM shipment WHERE id = ANY ($1::uuid[])`, [ids]);
  return {
    updated: new Map(rows.map((row) => [row.id, row])),
    controlledAnew: new Set(spans.filter(({ kind }) => OF_CUSTOMS.includes(kind)).map(({ id }) => id)),
  };
}

/** What customs has to do to a container; the rest is the firm's. */
const OF_CUSTOMS: readonly SpanKind[] = ['inspection-unfinished', 'opened-not-resealed'];

/** Writes what differs, for the same revision: the row is again what it was. Returns the ids of what differed. */
export async function restoreVisits(tx: Tx, visits: readonly ProjectedVisit[]): Promise<string[]> {
  const restored = await tx.rows<{ id: string }>(`${UPDATE('')} AND ${DIFFERS} RETURNING s.id`, [rowsOf(visits)]);
  const spans = await writeSpans(tx, visits);
  return [...new Set([...restored, ...spans].map(({ id }) => id))].sort();
}

/** Makes the spans of these shipments those that are projected. Returns the shipments whose spans differed, and of which kind. */
async function writeSpans(tx: Tx, visits: readonly ProjectedVisit[]): Promise<{ id: string; kind: SpanKind }[]> {
  const wanted = visits.flatMap(({ id: ofShipment, spans }) =>
    spans.map(({ kind, openedAt, closedAt }) => ({ ofShipment, kind, openedAt, closedAt: closedAt ?? 'infinity' })),
  );
  return tx.rows<{ id: string; kind: SpanKind }>(
    `WITH wanted AS MATERIALIZED (
       SELECT s.id, w.kind, w."openedAt" AS opened_at, w."closedAt" AS closed_at, s.market, s.customs_office, s.broker_id, s.container_number
       FROM jsonb_to_recordset($1::jsonb) AS w ("ofShipment" uuid, kind text, "openedAt" timestamptz, "closedAt" timestamptz)
       JOIN shipment s ON s.id = w."ofShipment"),
     gone AS (
       DELETE FROM visit_span v WHERE v.shipment_id = ANY ($2::uuid[])
         AND NOT EXISTS (SELECT 1 FROM wanted w WHERE (w.id, w.kind, w.opened_at) = (v.shipment_id, v.kind, v.opened_at))
       RETURNING v.shipment_id, v.kind),
     written AS (
       INSERT INTO visit_span AS v (shipment_id, kind, opened_at, closed_at, market, customs_office, broker_id, container_number)
       SELECT * FROM wanted ORDER BY id, kind, opened_at
       ON CONFLICT (shipment_id, kind, opened_at) DO UPDATE SET closed_at = excluded.closed_at, market = excluded.market,
         customs_office = excluded.customs_office, broker_id = excluded.broker_id, container_number = excluded.container_number
       WHERE (v.closed_at, v.market, v.customs_office, v.broker_id, v.container_number)
         IS DISTINCT FROM (excluded.closed_at, excluded.market, excluded.customs_office, excluded.broker_id, excluded.container_number)
       RETURNING v.shipment_id, v.kind)
     SELECT shipment_id AS id, kind FROM gone UNION SELECT shipment_id, kind FROM written`,
    [JSON.stringify(wanted), visits.map(({ id }) => id)],
  );
}
