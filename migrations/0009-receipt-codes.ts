import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RECEIPT_CODES } from '../src/declarations/domain/receipt-codes.js';

/** The year of the first pilot market: receipts of any year of the trade can be read. */
const VALID_FROM = '2013-01-01';

/** What the codes of each channel mean, as the tables start out. A later change comes with a migration of its own. */
export class ReceiptCodes1000000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const rows = Object.entries(RECEIPT_CODES).flatMap(([channel, codes]) =>
      codes.map(({ code, meaning, zh }) => ({ channel, code, meaning, name: zh })),
    );
    // Row-level security is forced on the owner as well: only the service's own role may write.
    await runner.query('SET LOCAL ROLE loomgate_system');
    await runner.query(
      `INSERT INTO receipt_code (channel, code, meaning, name, valid_from)
       SELECT channel, code, meaning, name, $2::date
       FROM jsonb_to_recordset($1::jsonb) AS r (channel text, code text, meaning text, name text)`,
      [JSON.stringify(rows), VALID_FROM],
    );
    await runner.query('RESET ROLE');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
