import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, protect, READ, type TableProtection } from '../src/platform/database/protect.js';

const ROLES = "'admin', 'broker', 'officer', 'analyst', 'auditor', 'channel'";
const OWN_FIRM = "organisation_id = nullif(current_setting('app.organisation', true), '')::uuid";
const OWN_CALLER = "caller_id = nullif(current_setting('app.key', true), '')::uuid";

/** People with their passwords, sessions and preferences, and the role that reads the audit trail. */
export class PeopleAndSessions1000000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await auditorRole(runner);
    await people(runner);
    await sessions(runner);
    await preferences(runner);
    await runner.query(`
      ALTER TABLE audit_entry ADD COLUMN actor_person uuid;
      ALTER TABLE import_file ADD COLUMN actor_person uuid;
      ALTER TABLE api_key DROP CONSTRAINT api_key_role_check;
      ALTER TABLE api_key ADD CONSTRAINT api_key_role_check CHECK (role IN (${ROLES}))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** Roles belong to the whole cluster: another database, or another process at this moment, may have made it. */
async function auditorRole(runner: QueryRunner): Promise<void> {
  await runner.query(`DO $$ BEGIN
      CREATE ROLE loomgate_auditor NOLOGIN NOINHERIT;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$`);
  await runner.query('GRANT loomgate_auditor TO CURRENT_USER; GRANT USAGE ON SCHEMA public TO loomgate_auditor');
  const mayRead = { audit_entry: APPEND_ONLY, organisation: READ, market: READ };
  for (const [table, verbs] of Object.entries(mayRead)) {
    const check =
      verbs === READ
        ? 'FOR SELECT TO loomgate_auditor USING (true)'
        : 'TO loomgate_auditor USING (true) WITH CHECK (true)';
    await runner.query(`GRANT ${verbs} ON ${table} TO loomgate_auditor; CREATE POLICY auditor ON ${table} ${check}`);
  }
}

/** What only the service itself may touch: not even an administrator reads the hash of a password or of a session. */
const SERVICE_ALONE: TableProtection = { admin: { rows: 'false', verbs: READ } };

async function people(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE person (
      id uuid PRIMARY KEY,
      login text NOT NULL,
      login_key text NOT NULL UNIQUE,
      name text NOT NULL,
      roles text[] NOT NULL CHECK (cardinality(roles) > 0 AND roles <@ ARRAY[${ROLES}] AND NOT roles @> ARRAY['admin', 'auditor']),
      organisation_id uuid REFERENCES organisation (id),
      firm_administrator boolean NOT NULL DEFAULT false,
      state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled')),
      issuer text,
      subject text,
      created_at timestamptz NOT NULL,
      last_signed_in_at timestamptz,
      revision integer NOT NULL DEFAULT 1,
      CHECK (organisation_id IS NOT NULL OR NOT roles && ARRAY['broker', 'officer', 'channel']),
      CHECK (NOT firm_administrator OR roles = ARRAY['broker']),
      CHECK ((issuer IS NULL) = (subject IS NULL)),
      UNIQUE (issuer, subject)
    );
    CREATE INDEX person_organisation ON person (organisation_id, id);
    CREATE TABLE person_password (
      person_id uuid PRIMARY KEY REFERENCES person (id),
      hash text NOT NULL,
      changed_at timestamptz NOT NULL,
      temporary_until timestamptz,
      wrong_attempts integer NOT NULL DEFAULT 0,
      locked_until timestamptz
    )`);
  await protect(
    runner,
    'person',
    // A firm's own administrator makes people of the firm, and no role reaches beyond it.
    {
      broker: { rows: `${OWN_FIRM} AND roles = ARRAY['broker']`, verbs: 'SELECT, INSERT, UPDATE' },
      officer: { rows: OWN_FIRM, verbs: READ },
      analyst: { rows: OWN_FIRM, verbs: READ },
    },
    'SELECT, INSERT, UPDATE',
  );
  await runner.query(
    'GRANT SELECT ON person TO loomgate_auditor; CREATE POLICY auditor ON person FOR SELECT TO loomgate_auditor USING (true)',
  );
  await protect(runner, 'person_password', SERVICE_ALONE);
}

async function sessions(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE session (
      id uuid PRIMARY KEY,
      person_id uuid REFERENCES person (id),
      display_market text,
      display_office uuid REFERENCES organisation (id),
      made_by uuid,
      token_sha256 bytea NOT NULL UNIQUE,
      created_at timestamptz NOT NULL,
      idle_until timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      ended_at timestamptz,
      address text,
      user_agent text,
      CHECK ((person_id IS NULL) = (display_market IS NOT NULL)),
      CHECK ((display_market IS NULL) = (display_office IS NULL))
    );
    CREATE INDEX session_person ON session (person_id) WHERE ended_at IS NULL;
    CREATE INDEX session_expiry ON session (expires_at)`);
  await protect(runner, 'session', SERVICE_ALONE);
}

async function preferences(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE preference (
      caller_id uuid PRIMARY KEY,
      choices jsonb NOT NULL,
      revision integer NOT NULL
    )`);
  const own = { rows: OWN_CALLER, verbs: 'SELECT, INSERT, UPDATE' };
  await protect(runner, 'preference', { admin: own, broker: own, officer: own, analyst: own });
  await runner.query(`
    GRANT ${own.verbs} ON preference TO loomgate_auditor;
    CREATE POLICY auditor ON preference TO loomgate_auditor USING (${OWN_CALLER}) WITH CHECK (${OWN_CALLER})`);
}
