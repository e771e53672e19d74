import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By what a session was opened: a temporary password says nothing about whom the issuer has signed in. */
export class HowSessionsOpen1000000000072 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE session ADD COLUMN opened_by text NOT NULL DEFAULT 'password'
        CHECK (opened_by IN ('password', 'issuer', 'officer'))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
