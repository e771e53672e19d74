import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A return or a cancellation that is recorded after a closing has no effect any more, whatever time it names. What was taken before
 * keeps its effect: figures that were stated with it do not change.
 */
export class ClosingsStay1000000000123 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('GRANT UPDATE (unconditional) ON receipt TO loomgate_system');
    // Row-level security is forced on the owner as well.
    await runner.query('SET LOCAL ROLE loomgate_system');
    await runner.query(`
      UPDATE receipt r SET unconditional = true
      WHERE r.meaning IN ('returned', 'cancelled') AND NOT r.unconditional AND EXISTS (SELECT 1 FROM receipt c
        WHERE c.declaration_id = r.declaration_id AND c.meaning = 'closed' AND c.received_at < r.received_at)`);
    await runner.query('RESET ROLE');
    await runner.query('REVOKE UPDATE (unconditional) ON receipt FROM loomgate_system');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
