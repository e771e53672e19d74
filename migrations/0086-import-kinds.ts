import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWN, protect } from '../src/platform/database/protect.js';

/** A firm's own names of columns. A file keeps what they meant when it was sent. */
export class ImportKinds1000000000086 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE import_file ADD COLUMN mapping jsonb NOT NULL DEFAULT '{}';
      CREATE TABLE import_mapping (
        broker_id uuid NOT NULL REFERENCES organisation (id),
        name text NOT NULL,
        headers jsonb NOT NULL,
        revision integer NOT NULL,
        changed_at timestamptz NOT NULL,
        PRIMARY KEY (broker_id, name)
      )`);
    await protect(runner, 'import_mapping', { broker: { rows: OWN, verbs: 'SELECT, INSERT, UPDATE, DELETE' } });
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
