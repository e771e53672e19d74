import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, protect, READ } from '../src/platform/database/protect.js';

/** Every claim of a period and how it ended, as facts: the ledger's row knows the last one only. */
async function attempts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE period_run ADD COLUMN entered_at timestamptz, ADD COLUMN next_attempt_at timestamptz;
    CREATE TABLE period_attempt (
      id uuid PRIMARY KEY,
      kind text NOT NULL,
      market text NOT NULL,
      period text NOT NULL,
      claimed_at timestamptz NOT NULL,
      worker text NOT NULL,
      code_version text NOT NULL,
      FOREIGN KEY (kind, market, period) REFERENCES period_run (kind, market, period)
    );
    CREATE INDEX period_attempt_of ON period_attempt (kind, market, period, id);
    CREATE TABLE period_attempt_end (
      attempt_id uuid PRIMARY KEY REFERENCES period_attempt (id),
      ended_at timestamptz NOT NULL,
      outcome text NOT NULL CHECK (outcome IN ('finished', 'failed', 'parked', 'superseded')),
      error text,
      next_attempt_at timestamptz
    );
    REVOKE DELETE ON period_run FROM loomgate_admin, loomgate_system`);
  const officer = { rows: true as const, verbs: READ };
  await protect(runner, 'period_attempt', { officer }, APPEND_ONLY);
  await protect(runner, 'period_attempt_end', { officer }, APPEND_ONLY);
}

/**
 * A day that is computed again keeps its first, official result; later editions stand beside it. An item's run is written by
 * the same statement, so that a foreign key would check 200,000 times what cannot be otherwise; the invariants look at it.
 */
async function editions(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE clearance_run ADD COLUMN edition integer NOT NULL DEFAULT 1 CHECK (edition >= 1),
      ADD COLUMN reason text, ADD COLUMN asked_by text,
      ADD COLUMN inputs jsonb NOT NULL DEFAULT '{}', ADD COLUMN difference jsonb,
      DROP CONSTRAINT clearance_run_market_day_key, ADD UNIQUE (market, day, edition),
      ADD CHECK (edition = 1 OR (reason IS NOT NULL AND asked_by IS NOT NULL AND difference IS NOT NULL));
    ALTER TABLE clearance_item ADD COLUMN calendar_published boolean NOT NULL DEFAULT true,
      DROP CONSTRAINT clearance_item_run_id_fkey;
    CREATE TABLE clearance_sign_off (
      id uuid PRIMARY KEY,
      run_id uuid NOT NULL REFERENCES clearance_run (id),
      signer text NOT NULL,
      name text NOT NULL,
      remarks text,
      signed_at timestamptz NOT NULL,
      UNIQUE (run_id, signer)
    )`);
  await protect(runner, 'clearance_sign_off', { officer: { rows: true, verbs: APPEND_ONLY } }, APPEND_ONLY);
}

/** What proves a day's clearance: who tried it when, from what it was computed, what came out later, and who signed it. */
export class ClearanceProof1000000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await attempts(runner);
    await editions(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
