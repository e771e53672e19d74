import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['lane_rule', 'lane_policy'];
const OLD = 'Illustrative; customs publishes no selection rules. Unverified.';

/** Where lane rules and random rates stand, in both languages, apart from what nobody has verified of it, which administrators read. */
export class SourcesOfLanes1000000000116 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      // Row-level security is forced on the owner as well, and nobody may change a version.
      await runner.query(`
        ALTER TABLE ${table} ADD COLUMN source_en text, ADD COLUMN doubt text, ADD COLUMN doubt_en text;
        ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
      await runner.query(
        `UPDATE ${table} SET source = $2, source_en = $3, doubt = $4, doubt_en = $5 WHERE source = $1`,
        [
          OLD,
          '示例规则；海关不公布布控规则。',
          'An example: customs publishes no selection rules.',
          '规则和比例均未核实。',
          'Rules and rates are unverified.',
        ],
      );
      await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
