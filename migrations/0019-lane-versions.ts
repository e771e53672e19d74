import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who published a random rate and when, lists of declarations by lane, and draws counted by month. */
export class LaneVersions1000000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE lane_policy ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN created_by text NOT NULL DEFAULT 'loomgate';
      ALTER TABLE lane_policy ALTER COLUMN created_at DROP DEFAULT, ALTER COLUMN created_by DROP DEFAULT;
      CREATE INDEX lane_colour ON lane (colour, declaration_id);
      CREATE INDEX lane_draw_day ON lane_draw (drawn_on) INCLUDE (policy_version, random_value, rate)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
