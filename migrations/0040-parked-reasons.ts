import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A receipt is parked for a reason that the service knows. Checked for new rows at once, without reading the old ones. */
export class ParkedReasons1000000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE receipt ADD CONSTRAINT receipt_parked_reason
        CHECK (parked_reason IN ('code-unknown', 'target-unknown', 'target-ambiguous', 'not-submitted')) NOT VALID`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
