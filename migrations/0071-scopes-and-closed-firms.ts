import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a key may do and which key made it; firms that are renamed and closed, and have a credit code of their own. */
export class ScopesAndClosedFirms1000000000071 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE api_key
        ADD COLUMN scopes text[] NOT NULL DEFAULT '{read,write}'
          CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY['read', 'write', 'receipts']),
        ADD COLUMN parent_id uuid REFERENCES api_key (id),
        ADD COLUMN rotates_id uuid REFERENCES api_key (id);
      CREATE INDEX api_key_parent ON api_key (parent_id) WHERE parent_id IS NOT NULL;
      CREATE UNIQUE INDEX api_key_rotates ON api_key (rotates_id) WHERE rotates_id IS NOT NULL;
      ALTER TABLE organisation
        ADD COLUMN state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
        ADD COLUMN revision integer NOT NULL DEFAULT 1`);
    // Where an older version has let two firms have one code, the service's own look holds for new ones.
    await runner.query(`DO $$ BEGIN
      CREATE UNIQUE INDEX organisation_uscc ON organisation (uscc) WHERE uscc IS NOT NULL;
    EXCEPTION WHEN unique_violation THEN NULL;
    END $$`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
