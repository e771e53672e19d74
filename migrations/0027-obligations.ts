import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a firm has done after the export, in the row of the declaration: what is still owed is then found among the few that
 * owe, not among the closed declarations of all years. `owed_until` is the day on which nothing was owed any more.
 */
export class Obligations1000000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE declaration
        ADD COLUMN exemption_filed_on date,
        ADD COLUMN first_paid_on date,
        ADD COLUMN owed_until date GENERATED ALWAYS AS
          (greatest(coalesce(exemption_filed_on, 'infinity'), coalesce(first_paid_on, 'infinity'))) STORED`);
    // Row-level security is forced on the owner as well.
    await runner.query('SET LOCAL ROLE loomgate_system');
    await runner.query(`
      UPDATE declaration d SET exemption_filed_on = x.filed_on, first_paid_on = f.received_on
      FROM exemption_filing x
      FULL JOIN (SELECT declaration_id, min(received_on) AS received_on FROM fx_receipt GROUP BY declaration_id) f
        ON f.declaration_id = x.declaration_id
      WHERE d.id = coalesce(x.declaration_id, f.declaration_id)`);
    await runner.query('RESET ROLE');
    await runner.query('CREATE INDEX open_items_owed ON declaration (market, owed_until) WHERE closed_at IS NOT NULL');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
