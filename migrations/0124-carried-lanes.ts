import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The lane that an officer has raised goes on with the next filing: the service asks for it then, in his name. It lowers none. */
export class CarriedLanes1000000000124 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      GRANT INSERT ON lane_change TO loomgate_system;
      CREATE POLICY system_carries ON lane_change FOR INSERT TO loomgate_system WITH CHECK (NOT lowers)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
