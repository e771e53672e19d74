import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, READ } from '../src/platform/database/protect.js';

/** Code tables that an administrator puts, one edition a table and year; their codes stand in `code_entry`. */
export class CodeEditions1000000000061 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE code_edition (
        code_table text NOT NULL,
        year integer NOT NULL CHECK (year BETWEEN 2000 AND 2100),
        source text NOT NULL,
        codes integer NOT NULL CHECK (codes > 0),
        content_sha256 text NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        put_at timestamptz NOT NULL,
        put_by text NOT NULL,
        PRIMARY KEY (code_table, year)
      );
      CREATE TRIGGER stamp AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON code_edition
        FOR EACH STATEMENT EXECUTE FUNCTION stamp_reference()`);
    const all = { rows: true as const, verbs: READ };
    await protect(runner, 'code_edition', { broker: all, officer: all, analyst: all }, 'SELECT, INSERT, UPDATE');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
