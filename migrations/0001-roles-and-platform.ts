import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, protect, READ } from '../src/platform/database/protect.js';

const ROLES = ['app', 'broker', 'officer', 'analyst', 'admin', 'system'];

/** Database roles, and what any serious backend needs: outbox, idempotency keys, the period ledger, the audit trail. */
export class RolesAndPlatform1000000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const role of ROLES) await createRole(runner, `loomgate_${role}`);
    await runner.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    for (const role of ROLES) await runner.query(`GRANT USAGE ON SCHEMA public TO loomgate_${role}`);
    await outbox(runner);
    await idempotency(runner);
    await periods(runner);
    await audit(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** Roles belong to the whole cluster: another database, or another process at this moment, may have made them. */
async function createRole(runner: QueryRunner, role: string): Promise<void> {
  await runner.query(`DO $$ BEGIN
      CREATE ROLE ${role} NOLOGIN NOINHERIT;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$`);
  await runner.query(`GRANT ${role} TO CURRENT_USER`);
}

async function outbox(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE outbox (
      id uuid PRIMARY KEY,
      job text NOT NULL,
      payload jsonb NOT NULL,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      sent_at timestamptz,
      done_at timestamptz
    );
    CREATE INDEX outbox_unsent ON outbox (id) WHERE sent_at IS NULL;
    CREATE INDEX outbox_undone ON outbox (sent_at) WHERE done_at IS NULL AND sent_at IS NOT NULL;
    CREATE INDEX outbox_done ON outbox (done_at) WHERE done_at IS NOT NULL`);
  const promise = { rows: true as const, verbs: 'INSERT' };
  await protect(runner, 'outbox', { broker: promise, officer: promise, analyst: promise });
}

async function idempotency(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE idempotency_key (
      key_id uuid NOT NULL,
      key text NOT NULL,
      route text NOT NULL,
      fingerprint text NOT NULL,
      answer jsonb,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (key_id, key)
    );
    CREATE INDEX idempotency_key_age ON idempotency_key (created_at)`);
  const own = {
    rows: "key_id = nullif(current_setting('app.key', true), '')::uuid",
    verbs: 'SELECT, INSERT, UPDATE',
  };
  await protect(runner, 'idempotency_key', { broker: own, officer: own, analyst: own });
}

async function periods(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE period_run (
      kind text NOT NULL CHECK (kind IN ('daily-clearance', 'weekly-settlement', 'monthly-reminder')),
      market text NOT NULL,
      period text NOT NULL,
      state text NOT NULL CHECK (state IN ('due', 'running', 'finished', 'parked')),
      due_at timestamptz NOT NULL,
      rung_at timestamptz NOT NULL,
      attempts integer NOT NULL DEFAULT 0,
      started_at timestamptz,
      finished_at timestamptz,
      worker text,
      code_version text,
      result jsonb,
      digest text,
      error text,
      PRIMARY KEY (kind, market, period)
    );
    CREATE INDEX period_run_open ON period_run (rung_at) WHERE state IN ('due', 'running')`);
  const ask = { rows: true as const, verbs: 'SELECT, INSERT, UPDATE' };
  await protect(runner, 'period_run', { officer: ask, broker: { rows: true, verbs: READ } });
}

async function audit(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE audit_entry (
      id uuid PRIMARY KEY,
      at timestamptz NOT NULL,
      actor_key uuid,
      actor_name text NOT NULL,
      actor_role text NOT NULL,
      organisation_id uuid,
      action text NOT NULL,
      subject_type text NOT NULL,
      subject_id text NOT NULL,
      detail jsonb NOT NULL DEFAULT '{}',
      request_id text,
      transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id()
    );
    CREATE INDEX audit_entry_subject ON audit_entry (subject_id, id);
    CREATE INDEX audit_entry_at ON audit_entry (at, id)`);
  const append = { rows: true as const, verbs: 'INSERT' };
  await protect(runner, 'audit_entry', { broker: append, officer: append, analyst: append }, APPEND_ONLY);
}
