import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWN_CALLER = "coalesce(actor_person, actor_key) = nullif(current_setting('app.key', true), '')::uuid";

/**
 * Links that a person makes who has signed in belong to that person, not to a key. Editions are for analysts and administrators: an
 * officer would read in them figures of markets of other offices.
 */
export class LinksOfPeople1000000000089 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE report_link ADD COLUMN actor_person uuid;
      DROP INDEX report_link_key;
      CREATE INDEX report_link_caller ON report_link ((coalesce(actor_person, actor_key)), id)`);
    for (const role of ['broker', 'officer', 'analyst']) {
      await runner.query(`
        DROP POLICY ${role} ON report_link;
        CREATE POLICY ${role} ON report_link TO loomgate_${role} USING (${OWN_CALLER}) WITH CHECK (${OWN_CALLER})`);
    }
    for (const table of ['report_edition', 'report_edition_file']) {
      await runner.query(`DROP POLICY officer ON ${table}; REVOKE ALL ON ${table} FROM loomgate_officer`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
