import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A week sets aside firms, too, whose open items cannot be counted: in the database's words, and with no declaration to name. */
export class SettlementUnjudged1000000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The broker is NULL for what belongs to no firm we know: receipts nobody could place.
    await runner.query(`
      ALTER TABLE settlement_parked
        DROP CONSTRAINT settlement_parked_pkey, DROP CONSTRAINT settlement_parked_reason_check,
        ALTER COLUMN broker_id DROP NOT NULL, ALTER COLUMN declaration_id DROP NOT NULL, ADD COLUMN detail text,
        ADD CONSTRAINT settlement_parked_once UNIQUE NULLS NOT DISTINCT (market, week, broker_id),
        ADD CHECK (reason IN ('open-items-failed', 'firm-unknown', 'value-missing', 'book-differs')),
        ADD CHECK ((reason = 'open-items-failed') = (declaration_id IS NULL)),
        ADD CHECK ((reason = 'open-items-failed') = (detail IS NOT NULL)),
        ADD CHECK (broker_id IS NOT NULL OR reason = 'open-items-failed')`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
