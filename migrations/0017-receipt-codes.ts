import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mappings of receipt codes get a key of their own: a corrected one stays, also where it began on the same day. */
export class ReceiptCodeCorrections1000000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE receipt_code DROP CONSTRAINT receipt_code_pkey,
        ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
        -- Ended on the day before it began: it was wrong from the first day and is in force on none.
        ADD CHECK (valid_to IS NULL OR valid_to >= valid_from - 1),
        ADD CHECK (meaning IN ('accepted', 'inspecting', 'released', 'closed', 'returned', 'cancelled'));
      ALTER TABLE receipt_code ALTER COLUMN id DROP DEFAULT;
      -- The second net under the lock of the codes.
      CREATE UNIQUE INDEX receipt_code_begins ON receipt_code (channel, code, valid_from)
        WHERE valid_to IS NULL OR valid_to >= valid_from;
      -- Partial: receipts whose code nobody knows are few, and a new mapping asks for nothing else.
      CREATE INDEX receipt_unread ON receipt (channel, code, id) WHERE meaning IS NULL AND declaration_id IS NOT NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
