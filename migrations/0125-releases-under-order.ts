import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One more kind of what is open of a container: customs' release of it while a hold stood, or an inspection had no result. */
export class ReleasesUnderOrder1000000000125 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE visit_span DROP CONSTRAINT visit_span_kind_check,
        ADD CONSTRAINT visit_span_kind_check CHECK (kind IN ('inspection-unfinished', 'opened-not-resealed', 'released-not-left',
          'left-not-loaded', 'left-while-held', 'released-while-held', 'sealed-otherwise'))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
