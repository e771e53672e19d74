import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The key of a reference becomes a column. Row-level security keeps PostgreSQL from using an index over `reference_key(…)`: the function is
 * not leakproof, so it was evaluated for every declaration of the firm, at every lookup. A comparison of stored text is leakproof.
 */
export class StoredReferenceKeys1000000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE declaration ADD COLUMN reference_key text GENERATED ALWAYS AS (reference_key(reference)) STORED;
      DROP INDEX declaration_reference_key;
      DROP INDEX declaration_reference_named;
      CREATE UNIQUE INDEX declaration_reference_key ON declaration (broker_id, reference_key) WHERE NOT has_twin_reference;
      CREATE INDEX declaration_reference_named ON declaration (reference_key, broker_id);
      ALTER TABLE receipt ADD COLUMN given_reference_key text GENERATED ALWAYS AS (reference_key(given_reference)) STORED;
      DROP INDEX receipt_parked_reference_key;
      CREATE INDEX receipt_parked_reference_key ON receipt (given_reference_key) WHERE declaration_id IS NULL`);
    // From the declarations asked for to their boxes, also while PostgreSQL has no statistics of a young database.
    await runner.query('SET LOCAL ROLE loomgate_system');
    await runner.query('ALTER FUNCTION boxes_of_declarations(uuid[]) SET join_collapse_limit = 1');
    await runner.query('RESET ROLE');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
