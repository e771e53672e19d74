import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, OWN, protect, READ } from '../src/platform/database/protect.js';

/** What stands between the figures of a statement, declaration by declaration; firms set aside; re-runs with what differs. */
export class SettlementBridge1000000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The name a statement was made out to: a firm that renames itself must not change a printed week.
      ALTER TABLE settlement ADD COLUMN broker_name text, ADD COLUMN run integer NOT NULL DEFAULT 1;
      -- Lines of a run, not of a statement: the market's and the firm's statement share them. A firm that was set aside is
      -- stated by a later run with lines of its own.
      CREATE TABLE settlement_step (
        market text NOT NULL,
        week text NOT NULL,
        run integer NOT NULL,
        step text NOT NULL,
        broker_id uuid NOT NULL,
        declaration_id uuid NOT NULL,
        declarations integer NOT NULL,
        value_cny numeric(20, 2) NOT NULL,
        value_usd numeric(20, 2) NOT NULL,
        PRIMARY KEY (market, week, run, step, broker_id, declaration_id)
      );
      CREATE TABLE settlement_parked (
        market text NOT NULL,
        week text NOT NULL,
        broker_id uuid NOT NULL,
        reason text NOT NULL CHECK (reason IN ('firm-unknown', 'value-missing', 'book-differs')),
        declarations integer NOT NULL,
        declaration_id uuid NOT NULL,
        parked_at timestamptz NOT NULL,
        PRIMARY KEY (market, week, broker_id)
      );
      CREATE TABLE settlement_rerun (
        id uuid PRIMARY KEY,
        market text NOT NULL REFERENCES market (code),
        week text NOT NULL,
        number integer NOT NULL,
        reason text NOT NULL,
        differences jsonb NOT NULL,
        digest text NOT NULL,
        made_at timestamptz NOT NULL,
        made_by text NOT NULL,
        UNIQUE (market, week, number)
      );
      -- The facts of a week as known today, also those booked into a later one.
      CREATE INDEX export_fact_market_day ON export_fact (market, stat_day);
      CREATE INDEX declaration_market_released ON declaration (market, released_at) WHERE released_at IS NOT NULL`);
    const officer = { rows: true as const, verbs: READ };
    await protect(runner, 'settlement_step', { officer, broker: { rows: OWN, verbs: READ } }, APPEND_ONLY);
    await protect(runner, 'settlement_parked', { officer, broker: { rows: OWN, verbs: READ } }, APPEND_ONLY);
    await protect(runner, 'settlement_rerun', { officer }, APPEND_ONLY);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
