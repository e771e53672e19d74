import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the form asks of each goods line beside what is bought: the legal quantities, the elements and the domestic source. */
export class FormFields1000000000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE goods_line
        ADD COLUMN legal_quantity1 numeric,
        ADD COLUMN legal_quantity2 numeric,
        ADD COLUMN elements text,
        ADD COLUMN domestic_source text`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
