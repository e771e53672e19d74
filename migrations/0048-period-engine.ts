import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, OWN, protect, READ } from '../src/platform/database/protect.js';

/** Row-level security is forced on the owner as well, who would move no row while it is. */
const READ_BY_OWNER = [
  ...['period_run', 'period_attempt_end', 'clearance_run', 'clearance_parked', 'settlement', 'settlement_parked'],
  ...['settlement_rerun', 'reminder_parked'],
];
const KEPT = ['period_run', 'period_attempt_end', 'clearance_run', 'settlement'];

const force = (runner: QueryRunner, tables: readonly string[], how: 'FORCE' | 'NO FORCE') =>
  runner.query(tables.map((table) => `ALTER TABLE ${table} ${how} ROW LEVEL SECURITY`).join(';'));

/** A period that failed for good is failed, as is its last attempt: only one of them is not tried again by itself. */
const FAILED = `
  ALTER TABLE period_run DROP CONSTRAINT period_run_kind_check, DROP CONSTRAINT period_run_state_check;
  ALTER TABLE period_attempt_end DROP CONSTRAINT period_attempt_end_outcome_check;
  UPDATE period_run SET state = 'failed' WHERE state = 'parked';
  UPDATE period_run SET result = (result - 'parked') || jsonb_build_object('excluded', result -> 'parked') WHERE result ? 'parked';
  UPDATE period_attempt_end SET outcome = 'failed' WHERE outcome = 'parked';
  ALTER TABLE period_run ADD CONSTRAINT period_run_state_check CHECK (state IN ('due', 'running', 'finished', 'failed'));
  ALTER TABLE period_attempt_end ADD CONSTRAINT period_attempt_end_outcome_check
    CHECK (outcome IN ('finished', 'failed', 'superseded'))`;

const TABLES = `
  -- A firm that a result of a period leaves out, because its data allow none; NULL is what belongs to no firm we know.
  CREATE TABLE period_exclusion (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    market text NOT NULL,
    period text NOT NULL,
    revision integer NOT NULL CHECK (revision >= 1),
    broker_id uuid,
    reason text NOT NULL,
    figures jsonb NOT NULL DEFAULT '{}',
    attempts integer NOT NULL DEFAULT 1,
    excluded_at timestamptz NOT NULL,
    included_at timestamptz,
    CONSTRAINT period_exclusion_once UNIQUE NULLS NOT DISTINCT (kind, market, period, revision, broker_id)
  );
  CREATE INDEX period_exclusion_latest ON period_exclusion (excluded_at, id);
  -- A later result of a finished period. The first one is the official one and stands in period_run.
  CREATE TABLE period_revision (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    market text NOT NULL,
    period text NOT NULL,
    number integer NOT NULL CHECK (number >= 2),
    reason text NOT NULL,
    result jsonb NOT NULL,
    digest text NOT NULL,
    difference jsonb NOT NULL,
    differences jsonb,
    made_at timestamptz NOT NULL,
    made_by text NOT NULL,
    UNIQUE (kind, market, period, number)
  )`;

const DAYS = `
  INSERT INTO period_exclusion (id, kind, market, period, revision, broker_id, reason, figures, excluded_at, included_at)
  SELECT gen_random_uuid(), 'daily-clearance', c.market, c.day::text, c.edition, p.broker_id, p.reason,
    jsonb_build_object('broughtForward', p.brought_forward), c.finished_at,
    (SELECT min(l.finished_at) FROM clearance_run l WHERE l.market = c.market AND l.day = c.day AND l.edition > c.edition
      AND NOT EXISTS (SELECT 1 FROM clearance_parked q WHERE q.run_id = l.id AND q.broker_id IS NOT DISTINCT FROM p.broker_id))
  FROM clearance_parked p JOIN clearance_run c ON c.id = p.run_id;
  INSERT INTO period_revision (id, kind, market, period, number, reason, result, digest, difference, made_at, made_by)
  SELECT c.id, 'daily-clearance', c.market, c.day::text, c.edition, c.reason, jsonb_build_object('broughtForward', c.brought_forward,
      'opened', c.opened, 'cleared', c.cleared, 'carriedOver', c.carried_over,
      'excluded', (SELECT count(*) FROM clearance_parked p WHERE p.run_id = c.id)),
    c.digest, '{"moved": 0}' || c.difference, c.finished_at, c.asked_by
  FROM clearance_run c WHERE c.edition > 1;
  DROP TABLE clearance_parked;
  ALTER TABLE clearance_run DROP COLUMN reason, DROP COLUMN asked_by;
  ALTER TABLE clearance_run RENAME COLUMN edition TO revision;
  ALTER TABLE clearance_run ADD CONSTRAINT clearance_run_difference CHECK (revision = 1 OR difference IS NOT NULL)`;

const WEEKS = `
  INSERT INTO period_exclusion (id, kind, market, period, revision, broker_id, reason, figures, excluded_at, included_at)
  SELECT gen_random_uuid(), 'weekly-settlement', p.market, p.week, 1, p.broker_id, p.reason,
    jsonb_build_object('detail', p.detail, 'declarations', p.declarations, 'declarationId', p.declaration_id), p.parked_at,
    (SELECT s.finished_at FROM settlement s WHERE s.market = p.market AND s.week = p.week AND s.broker_id = p.broker_id)
  FROM settlement_parked p;
  INSERT INTO period_revision (id, kind, market, period, number, reason, result, digest, difference, differences, made_at, made_by)
  SELECT r.id, 'weekly-settlement', r.market, r.week, r.number + 1, r.reason, '{}', r.digest,
    jsonb_build_object('statements', jsonb_array_length(r.differences)),
    replace(replace(r.differences::text, '"kind": "told"', '"kind": "received"'), '"kind": "parked"', '"kind": "excluded"')::jsonb,
    r.made_at, r.made_by
  FROM settlement_rerun r;
  DROP TABLE settlement_parked;
  DROP TABLE settlement_rerun`;

const REMINDERS = `
  INSERT INTO period_exclusion (id, kind, market, period, revision, broker_id, reason, attempts, excluded_at, included_at)
  SELECT id, CASE kind WHEN 'reminder' THEN 'monthly-reminder' ELSE 'pre-close-warning' END, market, month, 1, broker_id, reason,
    attempts, parked_at, settled_at
  FROM reminder_parked;
  DROP TABLE reminder_parked`;

/**
 * One table of the firms a result leaves out and one of later results, for every kind of period, instead of one of each for
 * each kind. Which kinds there are the service knows, so that a new one needs no migration.
 */
export class PeriodEngine1000000000048 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await force(runner, READ_BY_OWNER, 'NO FORCE');
    for (const part of [FAILED, TABLES, DAYS, WEEKS, REMINDERS]) await runner.query(part);
    await force(runner, KEPT, 'FORCE');
    const officer = { rows: true as const, verbs: READ };
    const firm = { rows: OWN, verbs: READ };
    await protect(runner, 'period_exclusion', { officer, broker: firm }, 'SELECT, INSERT, UPDATE');
    await protect(runner, 'period_revision', { officer }, APPEND_ONLY);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
