import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An inspection that finds a difference opens one request for corrections a declaration. */
export class CorrectionsOfInspections1000000000053 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE correction ADD COLUMN inspection_id uuid REFERENCES inspection (id);
      CREATE UNIQUE INDEX correction_inspection ON correction (declaration_id, inspection_id) WHERE inspection_id IS NOT NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
