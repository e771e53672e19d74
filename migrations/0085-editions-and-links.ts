import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, protect } from '../src/platform/database/protect.js';

/** Figures under a name, with the bytes of each of their files, and addresses at which a figure is fetched without a key. */
export class EditionsAndLinks1000000000085 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE report_edition (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        question jsonb NOT NULL,
        language text NOT NULL CHECK (language IN ('zh', 'en')),
        as_of timestamptz NOT NULL,
        total numeric(20, 2) NOT NULL,
        row_count integer NOT NULL,
        created_at timestamptz NOT NULL,
        actor_key uuid,
        actor_name text NOT NULL
      );
      CREATE TABLE report_edition_file (
        edition_id uuid NOT NULL REFERENCES report_edition (id),
        format text NOT NULL CHECK (format IN ('json', 'csv', 'xlsx', 'sdmx-csv', 'parquet')),
        content bytea NOT NULL,
        sha256 text NOT NULL,
        media_type text NOT NULL,
        disposition text NOT NULL,
        PRIMARY KEY (edition_id, format)
      );
      -- Packed already: another packing would only cost time.
      ALTER TABLE report_edition_file ALTER COLUMN content SET STORAGE EXTERNAL;
      CREATE TABLE report_link (
        id uuid PRIMARY KEY,
        token_sha256 bytea NOT NULL UNIQUE,
        question jsonb NOT NULL,
        format text NOT NULL,
        language text NOT NULL CHECK (language IN ('zh', 'en')),
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        last_used_at timestamptz,
        actor_key uuid,
        actor_name text NOT NULL,
        actor_role text NOT NULL,
        organisation_id uuid,
        office text
      );
      CREATE INDEX report_link_key ON report_link (actor_key, id)`);
    const keepers = { rows: true as const, verbs: APPEND_ONLY };
    for (const table of ['report_edition', 'report_edition_file']) {
      await protect(runner, table, { officer: keepers, analyst: keepers }, APPEND_ONLY);
    }
    // Whoever made a link sees it and ends it; the service answers for it.
    const own = {
      rows: "actor_key = nullif(current_setting('app.key', true), '')::uuid",
      verbs: 'SELECT, INSERT, UPDATE',
    };
    await protect(runner, 'report_link', { broker: own, officer: own, analyst: own }, 'SELECT, INSERT, UPDATE');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
