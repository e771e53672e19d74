import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWN, OWN_OFFICE, protect, READ } from '../src/platform/database/protect.js';

const OWN_FIRM = "nullif(current_setting('app.organisation', true), '')::uuid";
const VISIT_FACTS = ['shipment_event', 'shipment_hold', 'shipment_hold_release', 'inspection', 'inspection_fact'];

/**
 * Every firm with filed goods in a container sees its visit and what keeps it, whoever opened the visit. The firms are kept in rows of
 * their own: asked of the declarations each time, a list of visits would look into every declaration of the firm.
 */
export class FirmsInContainers1000000000065 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE shipment_firm (
        broker_id uuid NOT NULL REFERENCES organisation (id),
        shipment_id uuid NOT NULL REFERENCES shipment (id),
        PRIMARY KEY (broker_id, shipment_id)
      );
      CREATE INDEX shipment_firm_shipment ON shipment_firm (shipment_id)`);
    // Firms see that they have goods in a container, not who else has.
    await protect(runner, 'shipment_firm', { broker: { rows: OWN, verbs: READ } });
    await carryOver(runner);
    await runner.query(`
      CREATE POLICY goods_inside ON shipment FOR ${READ} TO loomgate_broker USING (EXISTS (
        SELECT 1 FROM shipment_firm f WHERE f.shipment_id = shipment.id AND f.broker_id = ${OWN_FIRM}))`);
    for (const table of VISIT_FACTS) {
      await runner.query(`
        CREATE POLICY goods_inside ON ${table} FOR ${READ} TO loomgate_broker USING (EXISTS (
          SELECT 1 FROM shipment_firm f WHERE f.shipment_id = ${table}.shipment_id AND f.broker_id = ${OWN_FIRM}))`);
    }
    await countForFirmsInside(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** A filed declaration belongs to the first visit of its container that had not ended when it was made. */
async function carryOver(runner: QueryRunner): Promise<void> {
  await runner.query(`
    SET ROLE loomgate_system;
    INSERT INTO shipment_firm (broker_id, shipment_id)
    SELECT DISTINCT d.broker_id, s.id FROM declaration d
    JOIN declaration_container c ON c.declaration_id = d.id
    CROSS JOIN LATERAL (
      SELECT v.id, v.broker_id FROM shipment v WHERE v.market = d.market AND v.container_number = c.number
        AND (v.joined_until IS NULL OR v.joined_until >= d.created_at)
      ORDER BY v.joined_until NULLS LAST LIMIT 1) s
    WHERE d.status <> 'draft' AND d.broker_id <> s.broker_id;
    RESET ROLE`);
}

/** The function of migrations 0013, 0035 and 0044 answers the firms with goods in the container too. */
async function countForFirmsInside(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE OR REPLACE FUNCTION declarations_in_container(asked uuid) RETURNS TABLE (status text, n bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      SELECT d.status, count(*) FROM shipment s
      JOIN declaration d ON d.market = s.market
        AND d.id IN (SELECT c.declaration_id FROM declaration_container c WHERE c.number = s.container_number)
      WHERE s.id = asked
        AND (s.${OWN} OR s.${OWN_OFFICE}
          OR coalesce(current_setting('app.organisation', true), '') || coalesce(current_setting('app.office', true), '') = ''
          OR EXISTS (SELECT 1 FROM shipment_firm f WHERE f.shipment_id = s.id AND f.broker_id = ${OWN_FIRM}))
        AND (s.joined_until IS NULL OR d.created_at <= s.joined_until)
        AND d.created_at > coalesce((SELECT max(p.joined_until) FROM shipment p WHERE p.market = s.market
          AND p.container_number = s.container_number AND p.id <> s.id AND p.joined_until <= s.created_at), '-infinity')
      GROUP BY d.status $$`);
}
