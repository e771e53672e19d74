import type { MigrationInterface, QueryRunner } from 'typeorm';
import { READ } from '../src/platform/database/protect.js';

/** What the views read, and nothing of who trades with whom beside the consignor, who is part of the statistics. */
const READABLE: Readonly<Record<string, string>> = {
  export_fact: `id, declaration_id, declaration_version, item_number, entry, reverses, cause, stat_day, posted_at, settlement_week,
    hs_code, goods_name, market, broker_id, chapter, country, currency, transport_mode, consignor, customs_office, exit_office,
    domestic_source, unit, quantity, value_cny, value_usd, net_weight_kg, declarations, declarations_by_country`,
  settlement_week: 'market, week, closed_at',
  market: 'code, name, name_en, customs_office',
  organisation: 'id, kind, name, name_en',
};

/**
 * Stable views for tools that ask the database itself. They read as whoever asks (security_invoker), so that row-level security holds
 * for them as for everybody; a login gets them by GRANT loomgate_bi.
 */
export class ReportingSchema1000000000088 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        CREATE ROLE loomgate_bi NOLOGIN NOINHERIT;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$;
      GRANT loomgate_bi TO CURRENT_USER;
      GRANT USAGE ON SCHEMA public TO loomgate_bi;
      CREATE SCHEMA reporting;
      GRANT USAGE ON SCHEMA reporting TO loomgate_bi`);
    for (const [table, columns] of Object.entries(READABLE)) {
      await runner.query(`GRANT SELECT (${columns}) ON ${table} TO loomgate_bi`);
      await runner.query(`CREATE POLICY bi ON ${table} FOR ${READ} TO loomgate_bi USING (true)`);
    }
    await runner.query(VIEWS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const VIEWS = `
  CREATE VIEW reporting.export_facts WITH (security_invoker = true) AS
    SELECT f.id AS fact_id, f.declaration_id, f.declaration_version AS version, f.item_number, f.entry = 'reverse' AS is_reversal,
      f.reverses, f.cause, f.stat_day, f.posted_at, f.settlement_week, w.closed_at AS settled_at, f.market, f.broker_id, o.name AS broker_name,
      f.consignor, f.customs_office, f.exit_office, f.domestic_source, f.country, f.chapter, left(f.hs_code, 4) AS heading, f.hs_code,
      f.goods_name, f.currency, f.transport_mode, f.quantity, f.unit, f.net_weight_kg, f.value_cny, f.value_usd
    FROM export_fact f
    JOIN organisation o ON o.id = f.broker_id
    LEFT JOIN settlement_week w ON w.market = f.market AND w.week = f.settlement_week;
  CREATE VIEW reporting.export_lines WITH (security_invoker = true) AS
    SELECT * FROM reporting.export_facts f
    WHERE NOT f.is_reversal AND NOT EXISTS (SELECT 1 FROM export_fact r WHERE r.reverses = f.fact_id);
  CREATE VIEW reporting.export_by_day WITH (security_invoker = true) AS
    SELECT stat_day, market, country, sum(value_cny) AS value_cny, sum(value_usd) AS value_usd, sum(net_weight_kg) AS net_weight_kg,
      sum(declarations_by_country) AS declarations
    FROM export_fact GROUP BY stat_day, market, country;
  CREATE VIEW reporting.markets WITH (security_invoker = true) AS SELECT code, name, name_en, customs_office FROM market;
  CREATE VIEW reporting.brokers WITH (security_invoker = true) AS SELECT id, name, name_en FROM organisation WHERE kind = 'broker';
  GRANT SELECT ON ALL TABLES IN SCHEMA reporting TO loomgate_bi;
  COMMENT ON SCHEMA reporting IS 'Stable views of the export statistics for reporting tools; read as the role loomgate_bi.'`;
