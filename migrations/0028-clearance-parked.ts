import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, protect, READ } from '../src/platform/database/protect.js';

/** Firms whose data a day's clearance could not judge, and so left out: their bad record does not stop the market's day. */
export class ClearanceParked1000000000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The broker is NULL for what belongs to no firm, and need not be one we know: a receipt may name a firm that is not there.
    await runner.query(`
      CREATE TABLE clearance_parked (
        run_id uuid NOT NULL REFERENCES clearance_run (id),
        broker_id uuid,
        reason text NOT NULL,
        brought_forward integer NOT NULL CHECK (brought_forward >= 0),
        UNIQUE NULLS NOT DISTINCT (run_id, broker_id)
      )`);
    await protect(runner, 'clearance_parked', { officer: { rows: true, verbs: READ } }, APPEND_ONLY);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
