import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from '../src/platform/database/protect.js';

/** How far the clock of a trial is ahead of the machine's: one for all processes of the trial, also after a restart. */
export class TrialClock1000000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE trial_clock (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        ahead_ms bigint NOT NULL
      )`);
    await protect(runner, 'trial_clock', {}, 'SELECT, INSERT, UPDATE');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
