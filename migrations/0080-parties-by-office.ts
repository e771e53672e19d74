import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWN_OFFICE, READ } from '../src/platform/database/protect.js';

const OFFICE = "nullif(current_setting('app.office', true), '')";

/** Each kind of party as the header of a declaration names it: its role, type and number, name and country. */
const NAMED = `
  SELECT 'consignor' AS role, 'USCC' AS id_type, d.header #>> '{consignor,uscc}' AS id_number,
    d.header #>> '{consignor,name}' AS name, NULL AS country
  UNION ALL SELECT 'principal', coalesce(d.header #>> '{principal,idType}', 'USCC'), d.header #>> '{principal,id}',
    d.header #>> '{principal,name}', NULL
  UNION ALL SELECT 'buyer', CASE WHEN d.header #>> '{buyer,documentNumber}' IS NULL THEN 'name' ELSE 'document' END,
    coalesce(d.header #>> '{buyer,documentNumber}', d.header #>> '{buyer,name}'), d.header #>> '{buyer,name}',
    d.header #>> '{buyer,country}'`;

/**
 * An officer sees the firms and persons whom declarations of the own office name, and the brokers who work there. A party has a row for
 * each office whose declarations name it: what another office knows of it, its last day included, is nobody's business here.
 */
export class PartiesByOffice1000000000080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE party ADD COLUMN customs_office text NOT NULL DEFAULT '';
      ALTER TABLE party DROP CONSTRAINT party_pkey;
      ALTER TABLE party ADD PRIMARY KEY (broker_id, role, id_type, id_number, customs_office);
      ALTER TABLE party ALTER COLUMN customs_office DROP DEFAULT;
      CREATE INDEX party_office ON party (customs_office)`);
    await this.fillOffices(runner);
    await runner.query(`
      DROP POLICY officer ON party;
      CREATE POLICY officer ON party FOR ${READ} TO loomgate_officer USING (${OWN_OFFICE})`);
    await runner.query(`
      CREATE INDEX declaration_office_firm ON declaration (customs_office, broker_id);
      CREATE INDEX shipment_office_firm ON shipment (customs_office, broker_id);
      DROP POLICY officer ON organisation;
      CREATE POLICY officer ON organisation FOR ${READ} TO loomgate_officer USING (kind <> 'broker'
        OR EXISTS (SELECT 1 FROM declaration d WHERE d.customs_office = ${OFFICE} AND d.broker_id = organisation.id)
        OR EXISTS (SELECT 1 FROM shipment s WHERE s.customs_office = ${OFFICE} AND s.broker_id = organisation.id))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }

  /** The rows there were belong to no office; those whose declarations are found get one, the others remain their broker's alone. */
  private async fillOffices(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET ROLE loomgate_system;
      INSERT INTO party (broker_id, role, id_type, id_number, customs_office, name, country, first_seen_on, last_seen_on)
      SELECT d.broker_id, named.role, named.id_type, named.id_number, d.customs_office,
        (array_agg(named.name ORDER BY d.declared_on DESC, named.name))[1],
        (array_agg(named.country ORDER BY d.declared_on DESC, named.country) FILTER (WHERE named.country IS NOT NULL))[1],
        min(d.declared_on), max(d.declared_on)
      FROM declaration d CROSS JOIN LATERAL (${NAMED}) named
      WHERE d.status <> 'draft' AND d.customs_office IS NOT NULL AND d.declared_on IS NOT NULL
        AND named.id_number IS NOT NULL AND named.name IS NOT NULL
      GROUP BY d.broker_id, named.role, named.id_type, named.id_number, d.customs_office;
      DELETE FROM party p WHERE p.customs_office = '' AND EXISTS (
        SELECT 1 FROM party q WHERE q.customs_office <> ''
          AND (q.broker_id, q.role, q.id_type, q.id_number) = (p.broker_id, p.role, p.id_type, p.id_number));
      RESET ROLE`);
  }
}
