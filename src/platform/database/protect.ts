import type { QueryRunner } from 'typeorm';

/** What a kind of actor may do with a table, and which rows it sees. */
export interface Protection {
  /** SQL condition on a row, or true for all rows. */
  readonly rows: string | true;
  readonly verbs: string;
}

export type TableProtection = Partial<Record<'broker' | 'officer' | 'analyst' | 'admin' | 'system', Protection>>;

const ALL = 'SELECT, INSERT, UPDATE, DELETE';
/** For tables of facts: nobody but the owner of the schema can change or remove a row. */
export const APPEND_ONLY = 'SELECT, INSERT';
export const READ = 'SELECT';

/** The firm of the transaction. After a transaction the setting is an empty text, not NULL: nullif keeps a reused connection from failing. */
export const OWN = "broker_id = nullif(current_setting('app.organisation', true), '')::uuid";
export const OWN_OFFICE = "customs_office = nullif(current_setting('app.office', true), '')";

/**
 * Switches row-level security on for a table and writes one policy a database role: one plain condition each keeps the plan on the index.
 * admin and system see every row; what is not named here is denied.
 */
export async function protect(runner: QueryRunner, table: string, rules: TableProtection, verbs = ALL): Promise<void> {
  const all: TableProtection = { admin: { rows: true, verbs }, system: { rows: true, verbs }, ...rules };
  await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY; ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  for (const [who, rule] of Object.entries(all)) {
    const condition = rule.rows === true ? 'true' : rule.rows;
    const check = rule.verbs === READ ? '' : ` WITH CHECK (${condition})`;
    const command = rule.verbs === READ ? 'FOR SELECT ' : '';
    await runner.query(
      `GRANT ${rule.verbs} ON ${table} TO loomgate_${who};
       CREATE POLICY ${who} ON ${table} ${command}TO loomgate_${who} USING (${condition})${check}`,
    );
  }
}
