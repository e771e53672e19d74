import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A return of what is closed is parked like a cancellation, and so is what happened on a day before the declaration was filed. Receipts
 * that were taken before keep their effect, so that no figure changes by the upgrade: the column that says so for cancellations
 * says it for them too, and is called by what it means.
 */
export class ReceiptsOutOfOrder1000000000066 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE receipt RENAME COLUMN cancels_closed TO unconditional;
      ALTER TABLE receipt DROP CONSTRAINT receipt_parked_reason;
      ALTER TABLE receipt ADD CONSTRAINT receipt_parked_reason
        CHECK (parked_reason IN ('code-unknown', 'target-unknown', 'target-ambiguous', 'not-submitted', 'before-filing', 'after-closing',
          'entry-id-changed', 'entry-id-implausible', 'entry-id-taken')) NOT VALID;
      GRANT UPDATE (unconditional) ON receipt TO loomgate_system`);
    // Row-level security is forced on the owner as well.
    await runner.query('SET LOCAL ROLE loomgate_system');
    await runner.query(`UPDATE receipt SET unconditional = true WHERE meaning = 'returned' AND NOT unconditional`);
    await runner.query(`
      UPDATE receipt r SET unconditional = true FROM submission s
      WHERE s.declaration_id = r.declaration_id AND s.number = 1 AND r.meaning IS NOT NULL AND NOT r.unconditional
        AND (r.event_time AT TIME ZONE 'Asia/Shanghai')::date < (s.filed_at AT TIME ZONE 'Asia/Shanghai')::date`);
    await runner.query('RESET ROLE');
    await runner.query('REVOKE UPDATE (unconditional) ON receipt FROM loomgate_system');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
