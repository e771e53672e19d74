import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is released and not closed, the oldest first. It is little at any time, so that one index serves every role. */
export class ReleasedNotClosed1000000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX declaration_not_closed ON declaration (released_at, id) WHERE status = 'released'`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
