import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWN, OWN_OFFICE } from '../src/platform/database/protect.js';

const NO_ONE_ASKS =
  "coalesce(current_setting('app.organisation', true), '') || coalesce(current_setting('app.office', true), '') = ''";
const MINE = `(d.${OWN} OR d.${OWN_OFFICE} OR ${NO_ONE_ASKS})`;

/** Whether a visit is a declaration's; see `isInVisit` of the shipments. */
const IS_IN_VISIT = `
  (s.joined_until IS NULL OR s.joined_until >= d.created_at) AND NOT EXISTS (
    SELECT 1 FROM shipment past WHERE past.market = s.market AND past.container_number = s.container_number
      AND past.joined_until >= d.created_at AND past.joined_until < coalesce(s.joined_until, 'infinity')
      AND (past.departed_at IS NOT NULL
        OR s.created_at >= coalesce(least(d.released_at, d.closed_at, d.cancelled_at), 'infinity')))`;

/**
 * Who told of an event, since a firm that tells an earlier time must not get past what customs has ordered meanwhile; and holds, inspections and
 * goods that are not released stay with a container that leaves and comes back. Events of before have no teller and contradict nothing by it; what had ended
 * before is not carried on.
 */
export class ControlStays1000000000110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE shipment_event ADD COLUMN told_by text;
      ALTER TABLE shipment ADD COLUMN carried_at timestamptz`);
    await replaceFunctions(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** The functions that cross the border between firms (migrations 0013, 0035, 0044, 0065 and 0090), with which visit is a declaration's. */
async function replaceFunctions(runner: QueryRunner): Promise<void> {
  const openSince = (kind: string): string =>
    `(SELECT v.opened_at FROM visit_span v WHERE v.shipment_id = s.id AND v.kind = '${kind}' AND v.closed_at = 'infinity')`;
  await runner.query('GRANT CREATE ON SCHEMA public TO loomgate_system; SET LOCAL ROLE loomgate_system');
  await runner.query(`
    CREATE OR REPLACE FUNCTION containers_of_declarations(asked uuid[])
    RETURNS TABLE (declaration_id uuid, container_number text, inspected_since timestamptz, open_since timestamptz, inspected boolean)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp SET join_collapse_limit = 1 AS $$
      SELECT d.id, s.container_number, ${openSince('inspection-unfinished')}, ${openSince('opened-not-resealed')},
        s.inspection_ordered_at IS NOT NULL
      FROM declaration d
      JOIN declaration_container c ON c.declaration_id = d.id
      JOIN shipment s ON s.market = d.market AND s.container_number = c.number AND s.joined_until IS NULL
      WHERE d.id = ANY (asked) AND ${MINE} AND ${IS_IN_VISIT}
      ORDER BY s.id FOR KEY SHARE OF s $$;
    CREATE OR REPLACE FUNCTION holds_on_declarations(asked uuid[])
    RETURNS TABLE (declaration_id uuid, container_number text, hold_id uuid, reason text, owner text, review_on date, held_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      SELECT DISTINCT d.id, s.container_number, h.id, h.reason, h.owner, h.review_on, h.held_at FROM declaration d
      JOIN declaration_container c ON c.declaration_id = d.id
      JOIN shipment s ON s.market = d.market AND s.container_number = c.number AND s.held
      JOIN shipment_hold h ON h.shipment_id = s.id
      WHERE d.id = ANY (asked) AND ${MINE}
        AND NOT EXISTS (SELECT 1 FROM shipment_hold_release r WHERE r.hold_id = h.id) AND ${IS_IN_VISIT}
      ORDER BY d.id, h.id $$;
    CREATE OR REPLACE FUNCTION declarations_in_container(asked uuid) RETURNS TABLE (status text, n bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      SELECT d.status, count(*) FROM shipment s
      JOIN declaration d ON d.market = s.market
        AND d.id IN (SELECT c.declaration_id FROM declaration_container c WHERE c.number = s.container_number)
      WHERE s.id = asked
        AND (s.${OWN} OR s.${OWN_OFFICE} OR ${NO_ONE_ASKS}
          OR EXISTS (SELECT 1 FROM shipment_firm f WHERE f.shipment_id = s.id
            AND f.broker_id = nullif(current_setting('app.organisation', true), '')::uuid))
        AND ${IS_IN_VISIT}
      GROUP BY d.status $$`);
  await runner.query('RESET ROLE; REVOKE CREATE ON SCHEMA public FROM loomgate_system');
}
