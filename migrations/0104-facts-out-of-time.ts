import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The few facts that were posted neither on their day nor on the next one. What was known at an instant follows from the rollups and
 * these: without them each such question would read every fact of its days.
 */
export class FactsOutOfTime1000000000104 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX export_fact_out_of_time ON export_fact (stat_day, posted_at)
        WHERE (posted_at AT TIME ZONE 'Asia/Shanghai')::date - stat_day NOT BETWEEN 0 AND 1`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
