import type { MigrationInterface, QueryRunner } from 'typeorm';
import { READ } from '../src/platform/database/protect.js';

const MARKETS_OF_OFFICE = `market IN (SELECT m.code FROM market m
  WHERE m.customs_office = nullif(current_setting('app.office', true), ''))`;
const ROLLUPS = [
  'rollup_day',
  'rollup_month',
  'rollup_day_country',
  'rollup_month_country',
  'rollup_day_country_chapter',
  'rollup_month_country_chapter',
];

/**
 * What an officer reads of the statistics is of the own office's markets: the lines behind a figure name firms. A receipt that an officer
 * brings posts facts, and reads those of its declaration, whatever market that has: what the officer sees as a declaration is readable as a fact.
 */
export class StatisticsByOffice1000000000081 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ROLLUPS) {
      await runner.query(`
        DROP POLICY officer ON ${table};
        CREATE POLICY officer ON ${table} FOR ${READ} TO loomgate_officer USING (${MARKETS_OF_OFFICE})`);
    }
    await this.limitFacts(
      runner,
      'export_fact',
      `${MARKETS_OF_OFFICE} OR EXISTS (SELECT 1 FROM declaration d WHERE d.id = declaration_id)`,
    );
    await this.limitFacts(runner, 'rollup_delta', MARKETS_OF_OFFICE);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }

  private async limitFacts(runner: QueryRunner, table: string, rows: string): Promise<void> {
    await runner.query(`
      DROP POLICY officer ON ${table};
      CREATE POLICY officer ON ${table} FOR ${READ} TO loomgate_officer USING (${rows});
      CREATE POLICY officer_posts ON ${table} FOR INSERT TO loomgate_officer WITH CHECK (true)`);
  }
}
