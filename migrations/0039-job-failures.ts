import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How often a message of the outbox failed, why, since when it counts as failed for good and when it is tried again: the queue
 * may be lost, these are not. What is pending is read by the time of its next attempt, so that failed messages that wait cost
 * the relay nothing.
 */
export class JobFailures1000000000039 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outbox
        ADD COLUMN attempts integer NOT NULL DEFAULT 0,
        ADD COLUMN last_error text,
        ADD COLUMN failed_at timestamptz,
        ADD COLUMN next_attempt_at timestamptz,
        ADD CONSTRAINT outbox_failure_has_cause CHECK (attempts = 0 AND failed_at IS NULL OR last_error IS NOT NULL);
      DROP INDEX outbox_unsent;
      CREATE INDEX outbox_pending ON outbox (coalesce(next_attempt_at, '-infinity'), id) WHERE sent_at IS NULL;
      CREATE INDEX outbox_failed ON outbox (id) WHERE failed_at IS NOT NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
