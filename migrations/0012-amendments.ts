import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWN, protect, READ } from '../src/platform/database/protect.js';

const VISIBLE = 'EXISTS (SELECT 1 FROM declaration d WHERE d.id = declaration_id)';
/** What the asking says. The decision is not among it: a broker's role cannot write one, whatever the service does. */
const ASKED =
  'declaration_id, number, broker_id, origin, kind, reason_code, reason, changes, version_before, base_sha256, asked_at, asked_by';
const DECIDED = 'state, decided_at, decided_by, note, version_after, revision';

/** Requests to amend or cancel a declaration with their decisions, and the versions that were replaced. */
export class Amendments1000000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE amendment (
        declaration_id uuid NOT NULL REFERENCES declaration (id),
        number integer NOT NULL,
        broker_id uuid NOT NULL,
        origin text NOT NULL CHECK (origin IN ('broker', 'customs')),
        kind text NOT NULL CHECK (kind IN ('amend', 'cancel')),
        reason_code text NOT NULL,
        reason text NOT NULL,
        changes jsonb CHECK ((kind = 'amend') = (changes IS NOT NULL)),
        version_before integer NOT NULL,
        base_sha256 text NOT NULL,
        asked_at timestamptz NOT NULL,
        asked_by text NOT NULL,
        state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'accepted', 'rejected')),
        decided_at timestamptz CHECK ((state = 'pending') = (decided_at IS NULL)),
        decided_by text,
        note text,
        version_after integer CHECK ((state = 'accepted') = (version_after IS NOT NULL)),
        revision integer NOT NULL DEFAULT 1,
        PRIMARY KEY (declaration_id, number)
      );
      -- The second net under the lock of the declaration: one request at a time, one effect a request.
      CREATE UNIQUE INDEX amendment_pending ON amendment (declaration_id) WHERE state = 'pending';
      CREATE UNIQUE INDEX amendment_version ON amendment (declaration_id, version_after)
        WHERE state = 'accepted' AND kind = 'amend';
      CREATE TABLE declaration_version (
        declaration_id uuid NOT NULL REFERENCES declaration (id),
        version integer NOT NULL,
        broker_id uuid NOT NULL,
        input jsonb NOT NULL,
        items jsonb NOT NULL,
        totals jsonb NOT NULL,
        valuation jsonb,
        replaced_at timestamptz NOT NULL,
        PRIMARY KEY (declaration_id, version)
      )`);
    await protect(runner, 'amendment', {
      broker: { rows: OWN, verbs: `SELECT, INSERT (${ASKED})` },
      officer: { rows: VISIBLE, verbs: `SELECT, INSERT (${ASKED}), UPDATE (${DECIDED})` },
    });
    const append = 'SELECT, INSERT';
    await protect(
      runner,
      'declaration_version',
      // The broker's role appends too: a preview does the real thing before it takes it back.
      { broker: { rows: OWN, verbs: append }, officer: { rows: VISIBLE, verbs: append } },
      append,
    );
    await rewriting(runner);
    // What moved a figure is told with its reason, and nothing of what was asked or said.
    await runner.query(`
      GRANT ${READ} (declaration_id, number, kind, reason_code, state, version_after) ON amendment TO loomgate_analyst;
      CREATE POLICY analyst ON amendment FOR ${READ} TO loomgate_analyst USING (true)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** The officer who accepts an amendment rewrites the declaration of the own office: lines, containers and items. */
async function rewriting(runner: QueryRunner): Promise<void> {
  for (const table of ['goods_line', 'declaration_container']) {
    await runner.query(
      `GRANT INSERT, DELETE ON ${table} TO loomgate_officer;
       CREATE POLICY officer_added ON ${table} FOR INSERT TO loomgate_officer WITH CHECK (${VISIBLE});
       CREATE POLICY officer_removed ON ${table} FOR DELETE TO loomgate_officer USING (${VISIBLE})`,
    );
  }
  await runner.query('GRANT INSERT, DELETE ON declaration_item TO loomgate_officer');
}
