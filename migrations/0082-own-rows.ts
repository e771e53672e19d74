import type { MigrationInterface, QueryRunner } from 'typeorm';

const FIRM = "nullif(current_setting('app.organisation', true), '')::uuid";
const OFFICE = "nullif(current_setting('app.office', true), '')";

/**
 * Whose a row is, for the statements of the service: a second net beside row-level security, which asks the same by policies. Each holds
 * where the other is missing. They are plain SQL, so that PostgreSQL puts them into the statement; what the service does on its own
 * account, an administrator and an analyst pass.
 */
export class OwnRows1000000000082 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Of a firm, and of its customs office.
    await this.define(runner, 'own_row(firm uuid, office text)', `firm = ${FIRM}`, `office = ${OFFICE}`);
    const ofMarket = `market IN (SELECT m.code FROM market m WHERE m.customs_office = ${OFFICE})`;
    await this.define(runner, 'own_market(market text)', 'true', ofMarket);
    await this.define(runner, 'own_row_of_market(firm uuid, market text)', `firm = ${FIRM}`, ofMarket);
    // Every firm with goods in a container sees its visit.
    await this.define(
      runner,
      'own_visit(visit uuid, firm uuid, office text)',
      `firm = ${FIRM} OR EXISTS (SELECT 1 FROM shipment_firm f WHERE f.shipment_id = visit AND f.broker_id = ${FIRM})`,
      `office = ${OFFICE}`,
    );
    // What officers find no row of still has to be theirs to ask: the statement names it.
    await runner.query('GRANT SELECT ON shipment_firm TO loomgate_officer');
    await this.defineOrganisations(runner);
    // An open item: the market's, or of a declaration or a container that another market's papers brought to the office.
    await this.define(
      runner,
      'own_item(firm uuid, market text, subject_type text, subject uuid)',
      `firm = ${FIRM}`,
      `subject_type = 'receipt' OR ${ofMarket}
        OR EXISTS (SELECT 1 FROM declaration d WHERE d.id = subject AND d.customs_office = ${OFFICE})
        OR EXISTS (SELECT 1 FROM shipment s WHERE s.id = subject AND s.customs_office = ${OFFICE})`,
    );
  }

  /**
   * A firm itself; the brokers who work at an office, and all that is no broker. In PL/pgSQL, which reads no table before its branch is
   * reached: analysts may ask for organisations and have no right to containers.
   */
  private async defineOrganisations(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION own_organisation(organisation uuid, kind text) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
      BEGIN
        IF current_user = 'loomgate_broker' THEN RETURN organisation = ${FIRM}; END IF;
        IF current_user <> 'loomgate_officer' OR kind <> 'broker' THEN RETURN true; END IF;
        RETURN EXISTS (SELECT 1 FROM declaration d WHERE d.customs_office = ${OFFICE} AND d.broker_id = organisation)
          OR EXISTS (SELECT 1 FROM shipment s WHERE s.customs_office = ${OFFICE} AND s.broker_id = organisation);
      END $$`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }

  private async define(runner: QueryRunner, signature: string, ofBroker: string, ofOfficer: string): Promise<void> {
    await runner.query(`
      CREATE FUNCTION ${signature} RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT CASE current_user WHEN 'loomgate_broker' THEN ${ofBroker}
          WHEN 'loomgate_officer' THEN ${ofOfficer} ELSE true END $$`);
  }
}
