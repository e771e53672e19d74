import type { Tx } from '../platform/database/tx.js';
import { inContainer } from '../shipments/containers/declarations-in-containers.query.js';
import { countedFrom } from '../vocabulary/open-item-kinds.js';
import { laneSpansOf } from './domain/lane-control.js';
import { releasesOf } from './lane-control.query.js';

/**
 * Computes anew for how long the control of their lanes was missing of these declarations, in the transaction of whatever changed it: a
 * release, a change of lane, a look. Releases before the first day that counts it stay out: nobody could say then that something was
 * looked at. Returns the ids of those that differed.
 */
export async function refreshLaneSpans(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  return tx.asService(async () => {
    const releases = await releasesOf(tx, ids, countedFrom('released-against-lane') ?? '-infinity');
    const spans = releases.flatMap(({ declarationId, market, customsOffice, ...release }) =>
      laneSpansOf(release).map((span) => ({
        declarationId,
        market,
        customsOffice,
        ...span,
        closedAt: span.closedAt ?? 'infinity',
      })),
    );
    return writeSpans(tx, ids, spans);
  });
}

/** The same for the declarations of all firms in a container of which something is missing: its inspection may have been what they wait for. */
export async function refreshLaneSpansIn(tx: Tx, market: string, container: string): Promise<void> {
  const rows = await tx.rows<{ id: string }>(
    `SELECT DISTINCT d.id FROM lane_span v JOIN declaration d ON d.id = v.declaration_id
     WHERE v.market = $1 AND v.closed_at = 'infinity' AND ${inContainer('d', '$2')}`,
    [market, container],
  );
  await refreshLaneSpans(
    tx,
    rows.map(({ id }) => id),
  );
}

async function writeSpans(tx: Tx, ids: readonly string[], spans: readonly object[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `WITH wanted AS MATERIALIZED (
       SELECT "declarationId" AS id, kind, "openedAt" AS opened_at, "closedAt" AS closed_at, market, "customsOffice" AS customs_office
       FROM jsonb_to_recordset($1::jsonb) AS w ("declarationId" uuid, kind text, "openedAt" timestamptz, "closedAt" timestamptz,
         market text, "customsOffice" text)),
     gone AS (
       DELETE FROM lane_span v WHERE v.declaration_id = ANY ($2::uuid[])
         AND NOT EXISTS (SELECT 1 FROM wanted w WHERE (w.id, w.kind, w.opened_at) = (v.declaration_id, v.kind, v.opened_at))
       RETURNING v.declaration_id),
     written AS (
       INSERT INTO lane_span AS v (declaration_id, kind, opened_at, closed_at, market, customs_office)
       SELECT * FROM wanted ORDER BY id, kind, opened_at
       ON CONFLICT (declaration_id, kind, opened_at) DO UPDATE SET closed_at = excluded.closed_at, market = excluded.market,
         customs_office = excluded.customs_office
       WHERE (v.closed_at, v.market, v.customs_office) IS DISTINCT FROM (excluded.closed_at, excluded.market, excluded.customs_office)
       RETURNING v.declaration_id)
     SELECT declaration_id AS id FROM gone UNION SELECT declaration_id FROM written`,
    [JSON.stringify(spans), ids],
  );
  return rows.map(({ id }) => id).sort();
}
