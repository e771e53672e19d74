import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The export ledger posts facts: the column and its index have the ledger's word. */
export class PostedAt1000000000046 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE export_fact RENAME COLUMN booked_at TO posted_at;
      ALTER INDEX export_fact_booked RENAME TO export_fact_posted`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
