import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from '../src/platform/database/protect.js';

/**
 * What only one live declaration may use, whoever's it is: a trade record or a line of it, and a bank's reference. The table
 * is the service's own, since it looks across firms; `held` follows the declaration: false once it is cancelled.
 */
export class SingleUses1000000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE goods_line ADD COLUMN trade_line integer;
      CREATE TABLE single_use (
        declaration_id uuid NOT NULL REFERENCES declaration (id),
        broker_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('trade-record', 'bank-reference')),
        number text NOT NULL,
        line integer CHECK (line IS NULL OR kind = 'trade-record'),
        held boolean NOT NULL DEFAULT true,
        UNIQUE NULLS NOT DISTINCT (declaration_id, kind, number, line)
      );
      CREATE UNIQUE INDEX single_use_held ON single_use (kind, number, line) NULLS NOT DISTINCT WHERE held`);
    await protect(runner, 'single_use', {});
    await payments(runner);
    // Live declarations by day: the sums that show a deal divided over several.
    await runner.query(`CREATE INDEX declaration_live_day ON declaration (declared_on, customs_office)
      WHERE status <> 'draft' AND status <> 'cancelled'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** A bank's reference was unique in its firm for ever; from now on it is among all firms, as long as the declaration is live. */
async function payments(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE fx_receipt DROP CONSTRAINT fx_receipt_broker_id_bank_reference_key;
    ALTER TABLE fx_receipt ADD UNIQUE (declaration_id, bank_reference);
    INSERT INTO single_use (declaration_id, broker_id, kind, number)
    SELECT DISTINCT ON (number) declaration_id, broker_id, 'bank-reference', number
    FROM (SELECT f.declaration_id, f.broker_id, f.recorded_at, f.id,
            upper(regexp_replace(normalize(f.bank_reference, NFKC), '\\s', '', 'g')) AS number
          FROM fx_receipt f JOIN declaration d ON d.id = f.declaration_id WHERE d.status <> 'cancelled') AS known
    ORDER BY number, recorded_at, id`);
}
