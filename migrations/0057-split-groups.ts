import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Declarations that were made by splitting one draft have its id in common; it is gone, the audit trail keeps what it said. */
export class SplitGroups1000000000057 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE declaration ADD COLUMN split_group uuid;
      CREATE INDEX declaration_split_group ON declaration (split_group, id) WHERE split_group IS NOT NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
