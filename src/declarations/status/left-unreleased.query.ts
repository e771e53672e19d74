import { isInVisit } from '../../shipments/containers/declarations-in-containers.query.js';

const FILINGS = `
  SELECT d.filed_at, least(d.released_at, d.closed_at, d.cancelled_at) AS ended_at
  UNION ALL
  SELECT p."filedAt", least(p."releasedAt", p."closedAt", p."cancelledAt", p."endedAt") FROM jsonb_to_recordset(d.past_episodes)
    AS p ("filedAt" timestamptz, "releasedAt" timestamptz, "closedAt" timestamptz, "cancelledAt" timestamptz, "endedAt" timestamptz)`;

/** When a container of visit `s` left, and came back: GTOT only where it had come in, since before that it left a depot. */
const LEAVINGS = `
  SELECT o.event_time AS left_at, least(s.next_visit_at, (SELECT min(b.event_time) FROM shipment_event b
      WHERE b.shipment_id = s.id AND b.classifier = 'ACT' AND b.code = 'GTIN' AND b.event_time > o.event_time)) AS back_at
  FROM shipment_event o WHERE o.shipment_id = s.id AND o.classifier = 'ACT' AND (o.code IN ('LOAD', 'DEPA') OR o.code = 'GTOT' AND EXISTS (
    SELECT 1 FROM shipment_event i WHERE i.shipment_id = s.id AND i.classifier = 'ACT' AND i.code = 'GTIN' AND i.event_time <= o.event_time))`;

/**
 * SQL: a SELECT of the times in which declarations `d`, of which a condition holds, were filed and not released although a container of theirs had
 * left: until it comes back, or customs releases or cancels them. A return does not end it: the goods are gone all the same.
 */
export const leftUnreleased = (condition: string): string => `
  SELECT gone.market, gone.id, gone.reference, gone.broker_id, lower(v.span) AS opened_at, upper(v.span) AS closed_at
  FROM (
    SELECT d.market, d.id, d.reference, d.broker_id,
      range_agg(tstzrange(greatest(l.left_at, f.filed_at), coalesce(least(l.back_at, f.ended_at), 'infinity'))) AS spans
    FROM declaration d JOIN declaration_container n ON n.declaration_id = d.id
    JOIN shipment s ON s.market = d.market AND s.container_number = n.number AND ${isInVisit('d', 's')}
    CROSS JOIN LATERAL (${LEAVINGS}) l CROSS JOIN LATERAL (${FILINGS}) f
    WHERE ${condition} AND greatest(l.left_at, f.filed_at) < coalesce(least(l.back_at, f.ended_at), 'infinity') AND f.filed_at IS NOT NULL
    GROUP BY d.id) gone
  CROSS JOIN LATERAL unnest(gone.spans) AS v (span)`;
