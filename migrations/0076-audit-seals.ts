import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, protect, READ } from '../src/platform/database/protect.js';

/** The audit trail says what was there before and after and from where, and is sealed in a chain of hashes. */
export class AuditSeals1000000000076 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE audit_entry ADD before jsonb, ADD after jsonb, ADD address text, ADD user_agent text',
    );
    await runner.query(`
      CREATE TABLE audit_unsealed (entry_id uuid PRIMARY KEY);
      CREATE TABLE audit_seal (
        number integer PRIMARY KEY,
        sealed_at timestamptz NOT NULL,
        first_at timestamptz NOT NULL,
        last_at timestamptz NOT NULL,
        entry_ids uuid[] NOT NULL,
        digests bytea NOT NULL,
        previous text NOT NULL,
        hash text NOT NULL
      )`);
    const noted = { rows: true as const, verbs: 'INSERT' };
    await protect(runner, 'audit_unsealed', {
      ...{ broker: noted, officer: noted, analyst: noted, admin: noted },
      system: { rows: true, verbs: 'SELECT, INSERT, DELETE' },
    });
    await protect(runner, 'audit_seal', {
      admin: { rows: true, verbs: READ },
      system: { rows: true, verbs: APPEND_ONLY },
    });
    await admitAuditor(runner);
    await maskAndQueueHeld(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** An auditor acts too: he signs in and out, and changes his password. */
async function admitAuditor(runner: QueryRunner): Promise<void> {
  await runner.query(`DO $$ BEGIN
      IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'loomgate_auditor') THEN
        GRANT INSERT ON audit_unsealed TO loomgate_auditor;
        CREATE POLICY auditor ON audit_unsealed TO loomgate_auditor USING (true) WITH CHECK (true);
      END IF;
    END $$`);
}

/**
 * Entries that withdrew or split a draft hold the whole of it: numbers of personal documents leave them before they are sealed for the
 * first time. All that is there is sealed next. The owner sees rows of others only while row-level security is not forced on him.
 */
async function maskAndQueueHeld(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE audit_unsealed NO FORCE ROW LEVEL SECURITY;
    UPDATE audit_entry
      SET detail = jsonb_set(detail, '{input,buyer,documentNumber}',
        to_jsonb('***' || right(detail #>> '{input,buyer,documentNumber}', 2)))
      WHERE detail #>> '{input,buyer,documentNumber}' IS NOT NULL;
    UPDATE audit_entry
      SET detail = jsonb_set(detail, '{input,principal,id}', to_jsonb('***' || right(detail #>> '{input,principal,id}', 2)))
      WHERE detail #>> '{input,principal,id}' IS NOT NULL
        AND coalesce(detail #>> '{input,principal,idType}', '') <> 'USCC';
    INSERT INTO audit_unsealed SELECT id FROM audit_entry;
    ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
    ALTER TABLE audit_unsealed FORCE ROW LEVEL SECURITY`);
}
