import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, OWN, protect, READ } from '../src/platform/database/protect.js';

const DIMENSIONS = `
  market text NOT NULL,
  broker_id uuid NOT NULL,
  chapter text NOT NULL,
  country text NOT NULL,
  currency text NOT NULL,
  transport_mode text NOT NULL`;

/**
 * Counting declarations is not additive over countries or chapters: a declaration with three destinations is one declaration.
 * So each row says how many declarations it is the first row of, per grouping; the right column adds up for every question.
 */
const MEASURES = `
  value_cny numeric(20, 2) NOT NULL,
  value_usd numeric(20, 2) NOT NULL,
  net_weight_kg numeric(20, 5) NOT NULL,
  declarations integer NOT NULL,
  declarations_by_country integer NOT NULL,
  declarations_by_chapter integer NOT NULL,
  declarations_by_country_chapter integer NOT NULL`;

/** The book of export facts: appended, reversed, never changed; and the rollups that answer quickly. */
export class Statistics1000000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE export_fact (
        id uuid PRIMARY KEY,
        declaration_id uuid NOT NULL,
        declaration_version integer NOT NULL,
        entry_number integer NOT NULL,
        item_number integer NOT NULL,
        entry text NOT NULL CHECK (entry IN ('book', 'reverse')),
        reverses uuid CHECK ((entry = 'reverse') = (reverses IS NOT NULL)),
        cause text NOT NULL CHECK (cause IN ('closing', 'amendment', 'cancellation', 'correction')),
        stat_day date NOT NULL,
        booked_at timestamptz NOT NULL,
        settlement_week text NOT NULL,
        hs_code text NOT NULL,
        goods_name text NOT NULL,
        ${DIMENSIONS},
        ${MEASURES}
      );
      -- The second net under the lock of the declaration: nothing is booked twice at once, nothing is taken back twice.
      CREATE UNIQUE INDEX export_fact_declaration ON export_fact (declaration_id, entry_number);
      CREATE UNIQUE INDEX export_fact_reverses ON export_fact (reverses) WHERE reverses IS NOT NULL;
      CREATE INDEX export_fact_day ON export_fact (stat_day, country);
      CREATE INDEX export_fact_broker ON export_fact (broker_id, stat_day);
      CREATE INDEX export_fact_booked ON export_fact (booked_at);
      CREATE INDEX export_fact_week ON export_fact (market, settlement_week);
      -- Rows come and go by the second: without early vacuum a reader would wade through dead ones.
      CREATE TABLE rollup_delta (id uuid PRIMARY KEY, day date NOT NULL, ${DIMENSIONS}, ${MEASURES})
        WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
      CREATE TABLE rollup_day (day date NOT NULL, ${DIMENSIONS}, ${MEASURES},
        PRIMARY KEY (day, market, broker_id, country, chapter, currency, transport_mode)) WITH (fillfactor = 80);
      CREATE INDEX rollup_day_broker ON rollup_day (broker_id, day);
      CREATE TABLE rollup_month (month text NOT NULL, ${DIMENSIONS}, ${MEASURES},
        PRIMARY KEY (month, market, broker_id, country, chapter, currency, transport_mode)) WITH (fillfactor = 80);
      CREATE INDEX rollup_month_broker ON rollup_month (broker_id, month);
      CREATE TABLE rollup_day_country (day date NOT NULL, market text NOT NULL, country text NOT NULL, ${MEASURES},
        PRIMARY KEY (day, market, country)) WITH (fillfactor = 80);
      CREATE TABLE rollup_month_country (month text NOT NULL, market text NOT NULL, country text NOT NULL, ${MEASURES},
        PRIMARY KEY (month, market, country)) WITH (fillfactor = 80);
      CREATE TABLE rollup_day_country_chapter (day date NOT NULL, market text NOT NULL, country text NOT NULL,
        chapter text NOT NULL, ${MEASURES}, PRIMARY KEY (day, market, country, chapter)) WITH (fillfactor = 80);
      CREATE TABLE rollup_month_country_chapter (month text NOT NULL, market text NOT NULL, country text NOT NULL,
        chapter text NOT NULL, ${MEASURES}, PRIMARY KEY (month, market, country, chapter)) WITH (fillfactor = 80);
      CREATE TABLE settlement_week (
        market text NOT NULL,
        week text NOT NULL,
        closed_at timestamptz,
        PRIMARY KEY (market, week)
      )`);
    const readers = { rows: true as const, verbs: READ };
    const books = { broker: { rows: OWN, verbs: APPEND_ONLY }, officer: { rows: true as const, verbs: APPEND_ONLY } };
    await protect(runner, 'export_fact', { ...books, analyst: readers }, APPEND_ONLY);
    await protect(runner, 'rollup_delta', { ...books, analyst: readers });
    for (const table of ['rollup_day', 'rollup_month']) {
      await protect(runner, table, { broker: { rows: OWN, verbs: READ }, officer: readers, analyst: readers });
    }
    // Without a firm on the row there is nothing a broker could be shown.
    for (const level of ['country', 'country_chapter']) {
      await protect(runner, `rollup_day_${level}`, { officer: readers, analyst: readers });
      await protect(runner, `rollup_month_${level}`, { officer: readers, analyst: readers });
    }
    // FOR SHARE needs the right to update: a writer locks its week so that a closing cannot overtake it.
    const lockers = { rows: true as const, verbs: 'SELECT, INSERT, UPDATE' };
    await protect(runner, 'settlement_week', { broker: lockers, officer: lockers, analyst: readers });
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
