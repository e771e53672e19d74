import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWN } from '../src/platform/database/protect.js';

/** A broker withdraws a draft: the row goes, and what was acknowledged of it with it. The audit trail keeps what it said. */
export class WithdrawnDrafts1000000000049 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE finding_acknowledgement
        DROP CONSTRAINT finding_acknowledgement_declaration_id_fkey,
        ADD CONSTRAINT finding_acknowledgement_declaration_id_fkey
          FOREIGN KEY (declaration_id) REFERENCES declaration (id) ON DELETE CASCADE;
      GRANT DELETE ON declaration TO loomgate_broker;
      CREATE POLICY drafts_only ON declaration AS RESTRICTIVE FOR DELETE TO loomgate_broker USING (${OWN} AND status = 'draft')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY drafts_only ON declaration;
      REVOKE DELETE ON declaration FROM loomgate_broker;
      ALTER TABLE finding_acknowledgement
        DROP CONSTRAINT finding_acknowledgement_declaration_id_fkey,
        ADD CONSTRAINT finding_acknowledgement_declaration_id_fkey
          FOREIGN KEY (declaration_id) REFERENCES declaration (id)`);
  }
}
