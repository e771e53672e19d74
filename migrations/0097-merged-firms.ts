import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A firm that was merged into another one: it is closed, and the other one finishes what it has begun. */
export class MergedFirms1000000000097 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE organisation ADD COLUMN merged_into uuid REFERENCES organisation (id)
        CONSTRAINT organisation_merged CHECK (merged_into IS NULL OR (merged_into <> id AND state = 'closed'));
      CREATE INDEX organisation_merged_into ON organisation (merged_into) WHERE merged_into IS NOT NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
