import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the login of the service needs in order to own nothing: a role for the queue, and the right to read which migrations have run. */
export class ServiceLogin1000000000075 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Roles belong to the whole server: another database, or another process at this moment, may have made it.
    await runner.query(`DO $$ BEGIN
        CREATE ROLE loomgate_queue NOLOGIN NOINHERIT;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$`);
    await runner.query('GRANT loomgate_queue TO CURRENT_USER');
    await runner.query('GRANT SELECT ON schema_migration TO loomgate_system');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
