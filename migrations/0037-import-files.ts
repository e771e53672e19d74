import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWN, protect } from '../src/platform/database/protect.js';

/** What a file's rows are wrong about as such, what a firm's files said last of each declaration, and counts that are true at every moment. */
export class ImportFiles1000000000037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE import_file
        ADD COLUMN created integer NOT NULL DEFAULT 0,
        ADD COLUMN replaced integer NOT NULL DEFAULT 0,
        ADD COLUMN submittable integer NOT NULL DEFAULT 0,
        -- Read piece by piece: a compressed value would be unpacked from its start for each of them.
        ALTER COLUMN content SET STORAGE EXTERNAL;
      ALTER TABLE import_row ADD COLUMN faults jsonb, DROP COLUMN header_sha256;
      ALTER TABLE import_outcome ADD COLUMN submittable boolean NOT NULL DEFAULT false;
      ALTER TABLE import_error ADD COLUMN value text;
      CREATE TABLE import_sent (
        declaration_id uuid PRIMARY KEY,
        broker_id uuid NOT NULL,
        file_sha256 text NOT NULL,
        stored_sha256 text NOT NULL
      );
      COMMENT ON TABLE import_sent IS 'What a file of its firm said last of a declaration, and what the declaration said after that.'`);
    await protect(runner, 'import_sent', { broker: { rows: OWN, verbs: 'SELECT, INSERT, UPDATE, DELETE' } });
    await this.repair(runner);
  }

  /** Row-level security is forced on the owner as well. */
  private async repair(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL ROLE loomgate_system');
    // Files that were being taken are staged anew: their rows were not asked what is wrong with them as such.
    await runner.query(`
      UPDATE import_file SET state = 'queued', attempts = 0 WHERE state = 'running' AND done = 0`);
    // What was taken of a file that failed later was told as nothing.
    await runner.query(`
      UPDATE import_file f SET created = o.created, replaced = o.replaced, accepted = o.accepted, rejected = o.rejected,
        unchanged = o.unchanged, submittable = o.submittable
      FROM (SELECT import_id,
              count(*) FILTER (WHERE outcome = 'created') AS created,
              count(*) FILTER (WHERE outcome IN ('replaced', 'submitted')) AS replaced,
              count(*) FILTER (WHERE outcome IN ('created', 'replaced', 'submitted')) AS accepted,
              count(*) FILTER (WHERE outcome = 'refused') AS rejected,
              count(*) FILTER (WHERE outcome = 'unchanged') AS unchanged,
              count(*) FILTER (WHERE outcome IN ('created', 'replaced', 'submitted') AND submit) AS submittable
            FROM import_outcome JOIN import_file ON id = import_id GROUP BY import_id) o
      WHERE f.id = o.import_id`);
    // A draft in its first revision is what the file made of it.
    await runner.query(`
      INSERT INTO import_sent (declaration_id, broker_id, file_sha256, stored_sha256)
      SELECT DISTINCT d.id, d.broker_id, d.content_sha256, d.content_sha256
      FROM import_outcome o JOIN import_file f ON f.id = o.import_id JOIN declaration d ON d.id = o.declaration_id
      WHERE NOT f.dry_run AND o.outcome = 'created' AND d.status = 'draft' AND d.revision = 1`);
    await runner.query('RESET ROLE');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
