import type { MigrationInterface, QueryRunner } from 'typeorm';
import { READ } from '../src/platform/database/protect.js';

const ADDED = 'consignor, customs_office, exit_office, domestic_source, unit, quantity';

/** What analysts may read besides, of whom and where the statistics are asked about. */
const DECLARATION = 'reference, entry_id, consignor_uscc, customs_office, exit_office';
const ITEM = 'quantity, unit, goods_lines';

/**
 * Exports by consignor, office and domestic source, as known at any instant: the facts say it themselves. Facts that are there get
 * what their declaration says today, postings and reversals alike, so that they still cancel.
 */
export class ExportOrigins1000000000084 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE declaration ADD COLUMN exit_office text GENERATED ALWAYS AS (header ->> 'exitOffice') STORED;
      ALTER TABLE export_fact
        ADD COLUMN consignor text NOT NULL DEFAULT '',
        ADD COLUMN customs_office text NOT NULL DEFAULT '',
        ADD COLUMN exit_office text NOT NULL DEFAULT '',
        ADD COLUMN domestic_source text NOT NULL DEFAULT '',
        ADD COLUMN unit text NOT NULL DEFAULT '',
        ADD COLUMN quantity numeric NOT NULL DEFAULT 0`);
    await fillFacts(runner);
    await runner.query(`
      GRANT SELECT (${DECLARATION}) ON declaration TO loomgate_analyst;
      GRANT SELECT (${ITEM}) ON declaration_item TO loomgate_analyst;
      GRANT SELECT (declaration_id, line, domestic_source, total_price) ON goods_line TO loomgate_analyst;
      GRANT SELECT (role, id_number, name, last_seen_on) ON party TO loomgate_analyst;
      CREATE POLICY analyst ON goods_line FOR ${READ} TO loomgate_analyst USING (true);
      CREATE POLICY analyst ON party FOR ${READ} TO loomgate_analyst USING (role = 'consignor')`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** Row-level security is forced on the owner as well, and the right to change a fact is given for this one statement only. */
async function fillFacts(runner: QueryRunner): Promise<void> {
  await runner.query(`GRANT UPDATE (${ADDED}) ON export_fact TO loomgate_system`);
  await runner.query('SET LOCAL ROLE loomgate_system');
  await runner.query(`
    UPDATE export_fact f SET consignor = coalesce(d.consignor_uscc, ''), customs_office = coalesce(d.customs_office, ''),
      exit_office = coalesce(d.exit_office, ''), domestic_source = coalesce(s.domestic_source, ''), unit = coalesce(i.unit, ''),
      quantity = CASE f.entry WHEN 'book' THEN 1 ELSE -1 END * coalesce(i.quantity, 0)
    FROM declaration d
    LEFT JOIN declaration_item i ON i.declaration_id = d.id
    LEFT JOIN LATERAL (
      SELECT g.domestic_source FROM goods_line g
      WHERE g.declaration_id = d.id AND g.line = ANY (i.goods_lines) AND g.domestic_source IS NOT NULL
      ORDER BY g.total_price DESC NULLS LAST, g.line LIMIT 1) s ON true
    WHERE d.id = f.declaration_id AND (i.item_number IS NULL OR i.item_number = f.item_number)`);
  await runner.query('RESET ROLE');
  await runner.query(`REVOKE UPDATE (${ADDED}) ON export_fact FROM loomgate_system`);
}
