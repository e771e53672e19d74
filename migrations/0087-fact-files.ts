import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWN } from '../src/platform/database/protect.js';

/** Files of receipts and of container events, also of officers; a file works under the role and the office that sent it. */
export class FactFiles1000000000087 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE import_file DROP CONSTRAINT import_file_kind_check,
        ADD CONSTRAINT import_file_kind_check CHECK (kind IN ('declarations', 'receipts', 'events')),
        ADD COLUMN actor_role text NOT NULL DEFAULT 'broker' CHECK (actor_role IN ('broker', 'officer')),
        ADD COLUMN office text;
      COMMENT ON COLUMN import_file.broker_id IS 'The organisation that sent the file: a firm, or an office.'`);
    for (const table of ['import_file', 'import_row', 'import_outcome', 'import_error', 'import_mapping']) {
      await runner.query(`
        GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO loomgate_officer;
        CREATE POLICY officer ON ${table} TO loomgate_officer USING (${OWN}) WITH CHECK (${OWN})`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
