import type { Client } from 'pg';

interface SqlFunction {
  readonly name: string;
  readonly definition: string;
}

const FUNCTIONS = `
  SELECT p.oid::regprocedure::text AS name, pg_get_functiondef(p.oid) AS definition
  FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
  WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f' AND l.lanname = 'sql'
  ORDER BY 1`;

/**
 * The functions in SQL that the migrations have made and the schema does not bear any more. PostgreSQL reads a body when the function
 * is made, and not again when a column is renamed: it would fail at its first call. Each is made once more, and nothing stays of that.
 * Bodies in PL/pgSQL are not read before they run.
 */
export async function functionProblems(client: Client): Promise<string[]> {
  const { rows } = await client.query<SqlFunction>(FUNCTIONS);
  const problems: string[] = [];
  for (const { name, definition } of rows) {
    await client.query('BEGIN');
    try {
      await client.query(definition);
    } catch (error) {
      problems.push(`function ${name}: ${(error as Error).message}`);
    } finally {
      await client.query('ROLLBACK');
    }
  }
  return problems;
}
