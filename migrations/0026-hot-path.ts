import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What large files and busy days ask of the tables. */
export class HotPath1000000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The place of a row's declaration in its file: the next declarations of a file are a range, however long the file is.
    await runner.query(`
      ALTER TABLE import_row ADD COLUMN position integer;
      CREATE INDEX import_row_position ON import_row (import_id, position)`);
    // Row-level security is forced on the owner as well; files that were being taken go on where they were.
    await runner.query('SET LOCAL ROLE loomgate_system');
    await runner.query(`
      UPDATE import_row r SET position = f.position
      FROM (SELECT import_id, reference, row_number() OVER (PARTITION BY import_id ORDER BY min(row_number)) - 1 AS position
            FROM import_row WHERE reference <> '' GROUP BY import_id, reference) f
      WHERE r.import_id = f.import_id AND r.reference = f.reference
        AND EXISTS (SELECT 1 FROM import_file i WHERE i.id = r.import_id AND i.state = 'running')`);
    await runner.query('RESET ROLE');
    // declaration_live_day holds the same rows under the same day; every index costs each write of a declaration.
    await runner.query('DROP INDEX declaration_declared');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
