import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const STATEMENTS = readFileSync(join(process.cwd(), 'test/support/invariants.sql'), 'utf8')
  .replace(/--.*$/gm, '')
  .split(';')
  .map((statement) => statement.trim())
  .filter(Boolean);

/** What is asked: a running service with its database. */
interface Questioned {
  readonly isOpen: boolean;
  rows<R>(sql: string): Promise<R[]>;
}

/** Looks for anything that does not add up. One file of SQL, the same for every story and every fault run. */
export async function assertInvariants(office: Questioned): Promise<void> {
  if (!office.isOpen) return;
  for (const statement of STATEMENTS) {
    const broken = await office.rows<{ broken: string; subject: string }>(statement);
    if (broken.length > 0) throw new Error(`Invariant broken: ${JSON.stringify(broken.slice(0, 5))}`);
  }
}
