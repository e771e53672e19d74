import type { MigrationInterface, QueryRunner } from 'typeorm';
import { READ } from '../src/platform/database/protect.js';

/** Columns an analyst may read of a declaration: what is counted, and nothing of who trades with whom. */
const DECLARATION = 'id, broker_id, market, status, declared_on, currency, transport_mode, released_at';
const ITEM =
  'declaration_id, item_number, broker_id, hs_code, name, net_weight_kg, final_destination, fob_usd, fob_cny';

/** What reports read of other folders' tables, and how they find it by day for a whole country. */
export class Reports1000000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX declaration_declared ON declaration (declared_on) WHERE status NOT IN ('draft', 'cancelled');
      CREATE INDEX declaration_released ON declaration (released_at) WHERE released_at IS NOT NULL;
      GRANT SELECT (${DECLARATION}) ON declaration TO loomgate_analyst;
      GRANT SELECT (${ITEM}) ON declaration_item TO loomgate_analyst`);
    for (const table of ['declaration', 'declaration_item']) {
      await runner.query(`CREATE POLICY analyst ON ${table} FOR ${READ} TO loomgate_analyst USING (true)`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
