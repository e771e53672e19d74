import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A look because of a lane that finds a difference opens one request for corrections; and a receipt whose names contradict each other is parked. */
export class CorrectionsOfLaneChecks1000000000111 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE correction ADD COLUMN lane_check text;
      CREATE UNIQUE INDEX correction_lane_check ON correction (declaration_id, lane_check) WHERE lane_check IS NOT NULL`);
    await runner.query(`
      ALTER TABLE receipt DROP CONSTRAINT receipt_parked_reason;
      ALTER TABLE receipt ADD CONSTRAINT receipt_parked_reason
        CHECK (parked_reason IN ('code-unknown', 'target-unknown', 'target-ambiguous', 'target-contradicted', 'not-submitted', 'before-filing',
          'after-closing', 'entry-id-implausible', 'entry-id-taken', 'entry-id-changed')) NOT VALID`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
