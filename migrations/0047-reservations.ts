import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What one live declaration reserves, a trade record or a bank's reference, is called a reservation. Index and constraints
 * follow, because their names stand in messages of the database.
 */
export class Reservations1000000000047 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE single_use RENAME TO reservation;
      ALTER INDEX single_use_held RENAME TO reservation_held;
      DO $$
      DECLARE old name;
      BEGIN
        FOR old IN SELECT conname FROM pg_constraint
          WHERE conrelid = 'reservation'::regclass AND conname LIKE 'single\\_use%' LOOP
          EXECUTE format('ALTER TABLE reservation RENAME CONSTRAINT %I TO %I', old, replace(old, 'single_use', 'reservation'));
        END LOOP;
      END $$`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
