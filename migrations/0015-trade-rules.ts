import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, OWN, protect, READ } from '../src/platform/database/protect.js';

/** Trade rules as dated data, prefixes that warn before they refuse, and warnings that were answered. */
export class TradeRules1000000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await rules(runner);
    await acknowledgements(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

async function rules(runner: QueryRunner): Promise<void> {
  // Without a first day the version withdraws the rule. "since" is the day from which this version is the one to ask.
  await runner.query(`
    CREATE TABLE trade_rule (
      code text NOT NULL,
      version integer NOT NULL CHECK (version > 0),
      since date NOT NULL,
      valid_from date CHECK (valid_from >= since),
      valid_to date CHECK (valid_to >= valid_from),
      refuses_from date CHECK (refuses_from >= valid_from AND refuses_from <= coalesce(valid_to, refuses_from)),
      source text NOT NULL,
      created_at timestamptz NOT NULL,
      created_by text NOT NULL,
      PRIMARY KEY (code, version),
      CHECK (valid_from IS NOT NULL OR (valid_to IS NULL AND refuses_from IS NULL))
    );
    CREATE TRIGGER stamp AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON trade_rule
      FOR EACH STATEMENT EXECUTE FUNCTION stamp_reference();
    ALTER TABLE hs_rule ADD COLUMN refuses_from date,
      ADD CHECK (refuses_from IS NULL OR flag = 'ineligible'),
      ADD CHECK (refuses_from >= valid_from AND refuses_from <= coalesce(valid_to, refuses_from));
    CREATE INDEX declaration_unfinished ON declaration (broker_id, id) WHERE status IN ('draft', 'returned')`);
  const all = { rows: true as const, verbs: READ };
  await protect(runner, 'trade_rule', { broker: all, officer: all, analyst: all }, APPEND_ONLY);
}

async function acknowledgements(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE finding_acknowledgement (
      declaration_id uuid NOT NULL REFERENCES declaration (id),
      number integer NOT NULL CHECK (number > 0),
      broker_id uuid NOT NULL,
      code text NOT NULL,
      pointer text NOT NULL,
      params jsonb NOT NULL,
      reason text NOT NULL,
      acknowledged_at timestamptz NOT NULL,
      acknowledged_by text NOT NULL,
      PRIMARY KEY (declaration_id, number)
    )`);
  await protect(
    runner,
    'finding_acknowledgement',
    {
      broker: { rows: OWN, verbs: APPEND_ONLY },
      officer: { rows: 'EXISTS (SELECT 1 FROM declaration d WHERE d.id = declaration_id)', verbs: READ },
    },
    APPEND_ONLY,
  );
}
