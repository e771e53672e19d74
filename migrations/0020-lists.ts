import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists by day for those who see more than one firm: the index begins with what the role may see, and ends with the keyset. */
export class Lists1000000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX declaration_office_day ON declaration (customs_office, declared_on, id);
      CREATE INDEX declaration_day ON declaration (declared_on, id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
