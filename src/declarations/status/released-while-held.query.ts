import { controlPeriodsOf } from '../../shipments/controls/control-periods.query.js';
import { reportOfRelease } from '../../lanes/lane-control.query.js';

const RELEASES = `
  SELECT least(d.released_at, d.closed_at) AS released_at, least(d.returned_at, d.cancelled_at) AS ended_at
  UNION ALL
  SELECT least(p."releasedAt", p."closedAt"), least(p."returnedAt", p."cancelledAt", p."endedAt") FROM jsonb_to_recordset(d.past_episodes)
    AS p ("releasedAt" timestamptz, "closedAt" timestamptz, "returnedAt" timestamptz, "cancelledAt" timestamptz, "endedAt" timestamptz)`;

/**
 * SQL: a SELECT of the times in which declarations `d`, of which a condition holds, were released (or closed, which is a release that nobody has
 * reported) although customs held a container of theirs, or had to inspect it: from the release until the last of what stood against it then has
 * ended, or the release counts no more. Where only a firm has reported the release, afterwards, what customs had ordered until then stood against
 * it too, from the report on (what went on in the next visit stands on, also where the goods stayed with the one before): an instant that was asked about before that stays what it was. Of the two times of one release the second begins where the first has ended.
 */
export const releasedWhileHeld = (condition: string): string => `
  SELECT against.market, against.id, against.reference, against.broker_id, v.opened_at, least(v.until, against.ended_at) AS closed_at
  FROM (
    SELECT d.market, d.id, d.reference, d.broker_id, e.released_at, e.ended_at, t.recorded_at,
      max(c.until) FILTER (WHERE c.since <= e.released_at AND c.until > e.released_at) AS until_release,
      max(c.until) FILTER (WHERE NOT (c.since <= e.released_at AND c.until > e.released_at)
        AND t.by_firm AND c.since <= t.recorded_at AND c.until > t.recorded_at) AS until_reported
    FROM declaration d CROSS JOIN LATERAL (${RELEASES}) e CROSS JOIN LATERAL (${reportOfRelease('d.id', 'e.released_at')}) t
    JOIN declaration_container n ON n.declaration_id = d.id
    CROSS JOIN LATERAL (${controlPeriodsOf(`SELECT s.id FROM shipment s
      WHERE s.market = d.market AND s.container_number = n.number AND (s.joined_until IS NULL OR s.joined_until >= d.created_at)`)}) c
    WHERE e.released_at IS NOT NULL AND ${condition}
    GROUP BY d.id, e.released_at, e.ended_at, t.recorded_at) against
  CROSS JOIN LATERAL (VALUES (against.released_at, against.until_release),
    (greatest(against.recorded_at, against.until_release), against.until_reported)) AS v (opened_at, until)
  WHERE v.until > v.opened_at AND (against.ended_at IS NULL OR against.ended_at > v.opened_at)`;
