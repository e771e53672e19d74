import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWN, protect } from '../src/platform/database/protect.js';

/** Files as they came, their rows as staged, and what was wrong with them. */
export class Imports1000000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE import_file (
        id uuid PRIMARY KEY,
        broker_id uuid NOT NULL REFERENCES organisation (id),
        actor_key uuid,
        actor_name text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('declarations')),
        mode text NOT NULL CHECK (mode IN ('good', 'all')),
        dry_run boolean NOT NULL,
        submit boolean NOT NULL,
        media_type text NOT NULL,
        sha256 text NOT NULL,
        content bytea NOT NULL,
        state text NOT NULL CHECK (state IN ('queued', 'running', 'finished', 'failed')),
        encoding text,
        rows integer NOT NULL DEFAULT 0,
        rows_rejected integer NOT NULL DEFAULT 0,
        declarations integer NOT NULL DEFAULT 0,
        accepted integer NOT NULL DEFAULT 0,
        rejected integer NOT NULL DEFAULT 0,
        unchanged integer NOT NULL DEFAULT 0,
        done integer NOT NULL DEFAULT 0,
        attempts integer NOT NULL DEFAULT 0,
        header text[],
        delimiter text,
        failure jsonb,
        created_at timestamptz NOT NULL,
        started_at timestamptz,
        finished_at timestamptz
      );
      CREATE INDEX import_file_broker ON import_file (broker_id, id);
      CREATE TABLE import_row (
        import_id uuid NOT NULL REFERENCES import_file (id),
        row_number integer NOT NULL,
        broker_id uuid NOT NULL,
        reference text,
        header_sha256 text NOT NULL,
        cells text[] NOT NULL,
        PRIMARY KEY (import_id, row_number)
      );
      CREATE INDEX import_row_reference ON import_row (import_id, reference);
      CREATE TABLE import_outcome (
        import_id uuid NOT NULL REFERENCES import_file (id),
        position integer NOT NULL,
        broker_id uuid NOT NULL,
        reference text NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('created', 'replaced', 'submitted', 'unchanged', 'refused')),
        rows integer NOT NULL,
        declaration_id uuid,
        PRIMARY KEY (import_id, position)
      );
      CREATE TABLE import_error (
        import_id uuid NOT NULL REFERENCES import_file (id),
        row_number integer NOT NULL,
        number integer NOT NULL,
        broker_id uuid NOT NULL,
        "column" text,
        code text NOT NULL,
        severity text NOT NULL,
        params jsonb NOT NULL DEFAULT '{}',
        PRIMARY KEY (import_id, row_number, number)
      )`);
    for (const table of ['import_file', 'import_row', 'import_outcome', 'import_error']) {
      await protect(runner, table, { broker: { rows: OWN, verbs: 'SELECT, INSERT, UPDATE, DELETE' } });
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
