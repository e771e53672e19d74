import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A receipt may be parked because it cannot be true of its declaration. What is closed is cancelled by amendment only; a
 * cancellation that was taken before that rule keeps its effect, so that no figure changes by the upgrade. In which role somebody
 * reported a receipt first is kept from now on.
 */
export class RefusedReceipts1000000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE receipt ADD COLUMN cancels_closed boolean NOT NULL DEFAULT false, ADD COLUMN told_by text;
      ALTER TABLE receipt DROP CONSTRAINT receipt_parked_reason;
      ALTER TABLE receipt ADD CONSTRAINT receipt_parked_reason
        CHECK (parked_reason IN ('code-unknown', 'target-unknown', 'target-ambiguous', 'not-submitted', 'after-closing',
          'entry-id-changed', 'entry-id-implausible', 'entry-id-taken')) NOT VALID;
      GRANT UPDATE (cancels_closed) ON receipt TO loomgate_system`);
    // Row-level security is forced on the owner as well.
    await runner.query('SET LOCAL ROLE loomgate_system');
    await runner.query(`UPDATE receipt SET cancels_closed = true WHERE meaning = 'cancelled'`);
    await runner.query('RESET ROLE');
    await runner.query('REVOKE UPDATE (cancels_closed) ON receipt FROM loomgate_system');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
