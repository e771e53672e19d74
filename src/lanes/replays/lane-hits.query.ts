import type { Tx } from '../../platform/database/tx.js';
import { visitsOf } from '../../shipments/containers/declarations-in-containers.query.js';
import type { Day } from '../../vocabulary/period.js';

/** The days that are counted, both inclusive. */
export interface DaysCounted {
  readonly from: Day;
  readonly to: Day;
}

/** What came of a version of a rule in some days: of the submissions that it judged those for which it held, and what officers found then. */
export interface RuleHits extends DaysCounted {
  /** Submissions on the days of its validity. */
  readonly judged: number;
  /** Those for which it held, whether it decided or not. */
  readonly hits: number;
  /** Hits whose papers or goods were looked at from that day on: by a check of the lane, or an inspection of a container. */
  readonly looked: number;
  /** Hits of which something differed. */
  readonly differs: number;
  /** Share of hits among the judged, of differing among the looked at; null of none. */
  readonly hitRate: string | null;
  readonly differRate: string | null;
}

interface NamedHits extends RuleHits {
  readonly rule: string;
  readonly version: number;
}

export const versionName = ({ rule, version }: { readonly rule: string; readonly version: number }): string =>
  `${rule} ${version}`;

/** SQL: what officers reported of declaration `d` after the draw of `h`: `conforms` or `differs`. */
const FOUND = `
  SELECT k.result FROM lane_check k WHERE k.declaration_id = h.declaration_id AND k.submission_number = h.submission_number
  UNION ALL
  SELECT f.result FROM inspection_fact f WHERE f.step = 'result' AND f.at >= h.drawn_on::timestamp AT TIME ZONE 'Asia/Shanghai'
    AND f.shipment_id IN (${visitsOf('d')})`;

/**
 * What came of these versions, by their name. Over the submissions of all offices, for the service's own account: counts reveal to nobody
 * which declaration was hit.
 */
export async function hitsOf(
  tx: Tx,
  versions: readonly { readonly rule: string; readonly version: number }[],
  { from, to }: DaysCounted,
): Promise<Map<string, RuleHits>> {
  const rows = await tx.asService(() =>
    tx.rows<NamedHits>(
      `WITH asked AS MATERIALIZED (
         SELECT r.rule, r.version, r.rule || ' ' || r.version AS name, greatest(r.valid_from, $2::date) AS first, least(coalesce(r.valid_to, 'infinity'), $3::date) AS last
         FROM lane_rule r JOIN jsonb_to_recordset($1::jsonb) AS a (rule text, version integer) ON (a.rule, a.version) = (r.rule, r.version)),
       drawn AS MATERIALIZED (SELECT declaration_id, submission_number, drawn_on, rules FROM lane_draw WHERE drawn_on BETWEEN $2 AND $3),
       per_day AS MATERIALIZED (SELECT drawn_on, count(*) AS n FROM drawn GROUP BY 1),
       hit AS MATERIALIZED (
         SELECT a.name, w.declaration_id, w.submission_number, w.drawn_on FROM drawn w JOIN asked a ON a.name = ANY (w.rules)),
       looked AS MATERIALIZED (
         SELECT h.declaration_id, h.submission_number, bool_or(found.result = 'differs') AS differs
         FROM (SELECT DISTINCT declaration_id, submission_number, drawn_on FROM hit) h JOIN declaration d ON d.id = h.declaration_id
         CROSS JOIN LATERAL (${FOUND}) found GROUP BY 1, 2),
       counted AS (
         SELECT a.rule, a.version, c.hits, c.looked, c.differs,
           (SELECT coalesce(sum(n), 0)::int FROM per_day WHERE drawn_on BETWEEN a.first AND a.last) AS judged
         FROM asked a CROSS JOIN LATERAL (
           SELECT count(*)::int AS hits, count(l.differs)::int AS looked, (count(*) FILTER (WHERE l.differs))::int AS differs
           FROM hit h LEFT JOIN looked l USING (declaration_id, submission_number) WHERE h.name = a.name) c)
       SELECT rule, version, $2::date AS from, $3::date AS to, judged, hits, looked, differs,
         round(hits::numeric / nullif(judged, 0), 6)::text AS "hitRate", round(differs::numeric / nullif(looked, 0), 6)::text AS "differRate"
       FROM counted`,
      [JSON.stringify(versions.map(({ rule, version }) => ({ rule, version }))), from, to],
    ),
  );
  return new Map(rows.map(({ rule, version, ...hits }) => [versionName({ rule, version }), hits]));
}
