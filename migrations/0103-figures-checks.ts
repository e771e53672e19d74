import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, protect } from '../src/platform/database/protect.js';

/** What each night's check of the figures found; who operates the service sees it, and nobody changes it. */
export class FiguresChecks1000000000103 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE figures_check (
        day date PRIMARY KEY,
        checked_at timestamptz NOT NULL,
        differences integer NOT NULL,
        found jsonb NOT NULL
      )`);
    await protect(
      runner,
      'figures_check',
      { admin: { rows: true, verbs: 'SELECT' }, system: { rows: true, verbs: APPEND_ONLY } },
      APPEND_ONLY,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
