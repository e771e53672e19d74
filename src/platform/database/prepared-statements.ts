import { DatabaseError, type PoolClient } from 'pg';
import type { Tx } from './tx.js';

/** A statement that is sent seldom is cheaper to parse again than to hold in every connection. */
const SENT_OFTEN = 3;
/** Long statements run so long that parsing them does not count, and their plans need the values. */
const TEXT_LENGTH_MAX = 8_000;
/** What PostgreSQL holds for each connection and role is some 50 kB a statement. */
const NAMES_MAX = 500;
/** How many texts are counted: composed ones have no end. */
const COUNTED_MAX = 5_000;

const sent = new Map<string, number>();
const names = new Map<string, string>();

/**
 * The name under which a connection prepares a statement, which PostgreSQL then parses and plans but a few times; none for one that is
 * not worth it. A name belongs to one database role: under another one PostgreSQL would plan anew, because of row-level security.
 */
export function preparedName(text: string, role: string): string | undefined {
  const name = names.get(text) ?? nameFor(text);
  return name === undefined ? undefined : `${name}_${role}`;
}

/**
 * Until its end the transaction takes the plan that its connection keeps of each prepared statement. PostgreSQL would plan most of them anew
 * every time, since it believes a list of ten ids dearer than one of one, and planning under row-level security takes several times as long as running: of a
 * submission four fifths. Only where statements find their rows by ids: a plan that must know its values would be a bad one.
 */
export const keepPlans = (tx: Tx): Promise<number> => tx.run('SET LOCAL plan_cache_mode = force_generic_plan');

/** A migration beside a running service may change what a prepared statement returns: PostgreSQL refuses it then, until it is prepared anew. */
export const isOutdatedPlan = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery';

/** Lets a connection prepare all its statements anew. */
export async function forgetPrepared(client: PoolClient): Promise<void> {
  await client.query('DEALLOCATE ALL');
  Object.assign((client as unknown as { connection: object }).connection, { parsedStatements: {} });
}

function nameFor(text: string): string | undefined {
  if (text.length > TEXT_LENGTH_MAX || names.size >= NAMES_MAX) return undefined;
  const times = (sent.get(text) ?? 0) + 1;
  if (times < SENT_OFTEN) {
    if (sent.size >= COUNTED_MAX) sent.clear();
    sent.set(text, times);
    return undefined;
  }
  sent.delete(text);
  const name = `s${String(names.size)}`;
  names.set(text, name);
  return name;
}
