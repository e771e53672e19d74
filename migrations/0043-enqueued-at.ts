import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A period is enqueued: the column has the name of what the ledger does. */
export class EnqueuedAt1000000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE period_run RENAME COLUMN rung_at TO enqueued_at');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
