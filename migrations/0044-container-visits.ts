import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One word for a container, also in the functions that cross row-level security and in the job that computes next steps anew.
 * Messages that wait in the outbox go on under the job's new name.
 */
export class ContainerVisits1000000000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER FUNCTION declarations_in_box(uuid) RENAME TO declarations_in_container;
      ALTER FUNCTION boxes_of_declarations(uuid[]) RENAME TO containers_of_declarations`);
    await runner.query("UPDATE outbox SET job = 'refresh-next-steps' WHERE job = 'follow-box'");
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
