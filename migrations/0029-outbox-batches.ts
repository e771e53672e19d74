import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which promises went through the queue together, so that what is forgotten is rung again as what the queue may still have. */
export class OutboxBatches1000000000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox ADD COLUMN batch uuid');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
