import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SYSTEM } from '../../src/platform/database/actor.js';
import type { Database } from '../../src/platform/database/database.js';

const STATEMENTS = readFileSync(join(process.cwd(), 'test/support/invariants.sql'), 'utf8')
  .replace(/--.*$/gm, '')
  .split(';')
  .map((statement) => statement.trim())
  .filter(Boolean);

/** What is asked: a running service with its database. */
interface Questioned {
  readonly isOpen: boolean;
  readonly database: Database;
}

/** Looks for anything that does not add up. One file of SQL, the same for every story and every fault run, sent in one go. */
export async function assertInvariants(office: Questioned): Promise<void> {
  if (!office.isOpen) return;
  const found = await office.database.transaction(SYSTEM, (tx) =>
    Promise.all(STATEMENTS.map((statement) => tx.rows<{ broken: string; subject: string }>(statement))),
  );
  const broken = found.flatMap((rows) => rows.slice(0, 5));
  if (broken.length > 0) throw new Error(`Invariant broken: ${JSON.stringify(broken)}`);
}
