import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWN, OWN_OFFICE, protect } from '../src/platform/database/protect.js';

/**
 * What was open of a container is kept as spans with their own instants, and a box that has left can begin its next visit.
 * `visit_ended_at` said when a departure was on record. That is how long declarations are joined to a visit, so the column is
 * called so; the end of a visit follows from `departed_at` and `next_visit_at` and is stored nowhere. A visit that papers
 * opened waits for its firm to open it too.
 */
export class VisitSpans1000000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE shipment RENAME COLUMN visit_ended_at TO joined_until;
      ALTER TABLE shipment ADD COLUMN next_visit_at timestamptz, ADD COLUMN opened_by_papers boolean NOT NULL DEFAULT false;
      ALTER INDEX shipment_visit_ended RENAME TO shipment_joined_until;
      ALTER INDEX open_items_visit_ended RENAME TO shipment_market_joined_until`);
    await spans(runner);
    await narrowDoors(runner);
    await endOfLeftVisits(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/**
 * Filled with what the rows say: the last span of each kind, as the service answered until now. The spans before it are in the events
 * and come with the next event of a container, or with `rebuild` for all.
 */
async function spans(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE visit_span (
      shipment_id uuid NOT NULL REFERENCES shipment (id),
      kind text NOT NULL CHECK (kind IN ('inspection-unfinished', 'opened-not-resealed', 'released-not-left', 'left-not-loaded')),
      opened_at timestamptz NOT NULL,
      closed_at timestamptz NOT NULL CHECK (closed_at > opened_at),
      market text NOT NULL,
      customs_office text,
      broker_id uuid NOT NULL,
      container_number text NOT NULL,
      PRIMARY KEY (shipment_id, kind, opened_at)
    );
    CREATE INDEX visit_span_market ON visit_span (market, closed_at);
    CREATE INDEX visit_span_office ON visit_span (customs_office, closed_at);
    CREATE INDEX visit_span_broker ON visit_span (broker_id, closed_at)`);
  await protect(runner, 'visit_span', {
    broker: { rows: OWN, verbs: 'SELECT, INSERT, UPDATE, DELETE' },
    officer: { rows: OWN_OFFICE, verbs: 'SELECT, INSERT, UPDATE, DELETE' },
  });
  // Row-level security holds for the owner of the tables too.
  await runner.query('SET LOCAL ROLE loomgate_system');
  await runner.query(`
    INSERT INTO visit_span
    SELECT s.id, v.kind, v.opened_at, coalesce(v.closed_at, 'infinity'), s.market, s.customs_office, s.broker_id, s.container_number
    FROM shipment s CROSS JOIN LATERAL (VALUES
      ('opened-not-resealed', s.opened_at, least(s.resealed_at, s.departed_at)),
      ('released-not-left', s.released_at, least(s.left_at, s.loaded_at, s.departed_at)),
      ('left-not-loaded', s.left_at, least(s.loaded_at, s.departed_at)),
      ('inspection-unfinished', s.inspection_ordered_at, CASE WHEN s.inspection_ordered_at IS NOT NULL THEN least(s.departed_at,
        (SELECT min(e.event_time) FROM shipment_event e WHERE e.shipment_id = s.id AND e.classifier = 'ACT'
          AND e.code IN ('INSP', 'CUSR') AND e.event_time >= s.inspection_ordered_at)) END)) AS v (kind, opened_at, closed_at)
    WHERE v.opened_at IS NOT NULL AND (v.closed_at IS NULL OR v.closed_at > v.opened_at)`);
  await runner.query('RESET ROLE');
}

/**
 * The functions of migrations 0013 and 0018 that cross the border between firms, with the column's new name. What customs has
 * to do to a box is read from the same spans as the open items, so that a next step and an open item never disagree.
 */
async function narrowDoors(runner: QueryRunner): Promise<void> {
  const mine = (row: string): string => `(${row}.${OWN} OR ${row}.${OWN_OFFICE}
      OR coalesce(current_setting('app.organisation', true), '') || coalesce(current_setting('app.office', true), '') = '')`;
  const sinceLastVisit = (but = '') => `d.created_at > coalesce((SELECT max(p.joined_until) FROM shipment p
      WHERE p.market = s.market AND p.container_number = s.container_number ${but} AND p.joined_until <= s.created_at), '-infinity')`;
  const openSince = (kind: string) =>
    `(SELECT v.opened_at FROM visit_span v WHERE v.shipment_id = s.id AND v.kind = '${kind}' AND v.closed_at = 'infinity')`;
  await runner.query(`
    CREATE OR REPLACE FUNCTION declarations_in_box(asked uuid) RETURNS TABLE (status text, n bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      SELECT d.status, count(*) FROM shipment s
      JOIN declaration d ON d.market = s.market
        AND d.id IN (SELECT c.declaration_id FROM declaration_container c WHERE c.number = s.container_number)
      WHERE s.id = asked AND ${mine('s')} AND (s.joined_until IS NULL OR d.created_at <= s.joined_until)
        AND ${sinceLastVisit('AND p.id <> s.id')}
      GROUP BY d.status $$;
    CREATE OR REPLACE FUNCTION holds_on_declarations(asked uuid[])
    RETURNS TABLE (declaration_id uuid, container_number text, hold_id uuid, reason text, owner text, review_on date, held_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      SELECT DISTINCT d.id, s.container_number, h.id, h.reason, h.owner, h.review_on, h.held_at FROM declaration d
      JOIN declaration_container c ON c.declaration_id = d.id
      JOIN shipment s ON s.market = d.market AND s.container_number = c.number AND s.joined_until IS NULL AND s.held
      JOIN shipment_hold h ON h.shipment_id = s.id
      WHERE d.id = ANY (asked) AND ${mine('d')}
        AND NOT EXISTS (SELECT 1 FROM shipment_hold_release r WHERE r.hold_id = h.id) AND ${sinceLastVisit()}
      ORDER BY d.id, h.id $$;
    DROP FUNCTION boxes_of_declarations(uuid[]);
    CREATE FUNCTION boxes_of_declarations(asked uuid[])
    RETURNS TABLE (declaration_id uuid, container_number text, inspected_since timestamptz, open_since timestamptz)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      SELECT d.id, s.container_number, ${openSince('inspection-unfinished')}, ${openSince('opened-not-resealed')} FROM declaration d
      JOIN declaration_container c ON c.declaration_id = d.id
      JOIN shipment s ON s.market = d.market AND s.container_number = c.number AND s.joined_until IS NULL
      WHERE d.id = ANY (asked) AND ${mine('d')} AND ${sinceLastVisit()}
      ORDER BY s.id FOR KEY SHARE OF s $$`);
  await own(runner, 'boxes_of_declarations(uuid[])');
}

/**
 * A box that has left the centre may begin its next visit with any firm, also one that cannot see the last visit. The caller
 * learns which visits ended, for the audit trail, and nothing of the firm that had them. A box that was never seen in the centre left a
 * depot or the place where it was stuffed: its visit is still to come. Rows are locked by id, as everywhere.
 */
async function endOfLeftVisits(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION end_left_visits(markets text[], numbers text[], at timestamptz) RETURNS TABLE (id uuid, market text, container_number text)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      WITH gone AS MATERIALIZED (
        SELECT s.id FROM shipment s JOIN unnest(markets, numbers) AS b (market, number) ON s.market = b.market AND s.container_number = b.number
        WHERE s.joined_until IS NULL AND s.status IN ('left-centre', 'loaded')
          AND coalesce(s.arrived_at, s.inspection_ordered_at, s.opened_at, s.released_at, s.loaded_at) IS NOT NULL
        ORDER BY s.id FOR UPDATE OF s),
      never AS (
        DELETE FROM visit_span v USING gone WHERE v.shipment_id = gone.id AND v.kind = 'left-not-loaded' AND v.opened_at >= at),
      closed AS (
        UPDATE visit_span v SET closed_at = at FROM gone
        WHERE v.shipment_id = gone.id AND v.kind = 'left-not-loaded' AND v.opened_at < at AND v.closed_at > at)
      UPDATE shipment s SET next_visit_at = at, joined_until = at, revision = s.revision + 1, updated_at = at
      FROM gone WHERE s.id = gone.id RETURNING s.id, s.market, s.container_number $$;`);
  await own(runner, 'end_left_visits(text[], text[], timestamptz)');
}

/** Lets a function see what its caller may not; only the roles of the service may call it. */
async function own(runner: QueryRunner, signature: string): Promise<void> {
  await runner.query(`
    GRANT CREATE ON SCHEMA public TO loomgate_system;
    ALTER FUNCTION ${signature} OWNER TO loomgate_system;
    REVOKE CREATE ON SCHEMA public FROM loomgate_system;
    REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ${signature} TO loomgate_broker, loomgate_officer, loomgate_admin`);
}
