import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the next step of a declaration is due: a projection, kept beside the status it follows from. */
export class NextSteps1000000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Partial: what is over waits for nobody, and soon that is nearly everything.
    await runner.query(`
      ALTER TABLE declaration ADD COLUMN next_due_at timestamptz,
        ADD COLUMN next_calendar_published boolean NOT NULL DEFAULT true;
      CREATE INDEX declaration_broker_due ON declaration (broker_id, next_due_at, id) WHERE next_due_at IS NOT NULL;
      CREATE INDEX declaration_office_due ON declaration (customs_office, next_due_at, id) WHERE next_due_at IS NOT NULL;
      CREATE INDEX declaration_due ON declaration (next_due_at, id) WHERE next_due_at IS NOT NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
