/**
 * SQL: a SELECT of the times (`since`, `until`) in which customs held a container, or had to inspect it, while it was in these visits of it. An
 * inspection that is carried on from one visit to the next is one.
 */
export const controlPeriodsOf = (visits: string): string => `
  SELECT h.held_at AS since, coalesce(r.released_at, 'infinity') AS until
  FROM shipment_hold h LEFT JOIN shipment_hold_release r ON r.hold_id = h.id WHERE h.shipment_id IN (${visits})
  UNION ALL
  SELECT lower(inspected.period), upper(inspected.period) FROM (
    SELECT unnest(range_agg(tstzrange(v.opened_at, v.closed_at))) AS period FROM visit_span v
    WHERE v.shipment_id IN (${visits}) AND v.kind = 'inspection-unfinished') inspected`;
