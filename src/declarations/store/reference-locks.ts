import type { Tx } from '../../platform/database/tx.js';
import { referenceKey } from '../../vocabulary/text.js';

const SPACE = 4039;
/** Few enough that a batch of thousands stays far below what PostgreSQL can lock at once. */
const BUCKETS = 256;
/** The bucket of the code tables, beyond those of the names: whoever appends receipts shares it, whoever changes a table holds it alone. */
const CODES = BUCKETS;

/**
 * A receipt may arrive while its declaration is being submitted. Each side reads before the other has committed, so without
 * a common lock the receipt would be parked as unknown and never be found again. Whoever submits, or brings a customs number,
 * shares the lock of the name; whoever is about to park under a name holds it alone and looks up once more. The locks come
 * before any row lock, all in one order. The code tables are shared as well: without that a receipt could be parked under a
 * code that somebody enters at this moment.
 */
export async function holdNames(tx: Tx, shared: readonly string[], alone: readonly string[]): Promise<void> {
  // One row a bucket, the stronger lock where both are wanted: changing from shared to alone later could deadlock.
  await tx.rows(
    `SELECT CASE WHEN alone THEN pg_advisory_xact_lock($3, bucket) ELSE pg_advisory_xact_lock_shared($3, bucket) END
     FROM (SELECT abs(hashtext(name) % ${BUCKETS}) AS bucket, bool_or(alone) AS alone
           FROM (SELECT unnest($1::text[]) AS name, false AS alone UNION ALL SELECT unnest($2::text[]), true) AS wanted
           GROUP BY 1 UNION ALL SELECT ${CODES}, false ORDER BY 1) AS ordered`,
    [shared, alone, SPACE],
  );
}

/** The lock of whoever makes a reference known to customs: submissions do not wait for each other. */
export const shareReferences = (tx: Tx, references: readonly string[]): Promise<void> =>
  holdNames(tx, references.map(referenceName), []);

const NUMBERS_SPACE = 4041;
const NUMBER_BUCKETS = 4096;

/** Holds customs numbers alone, in one order, until this transaction ends: after the rows of declarations, as everybody does. */
export async function holdNumbers(tx: Tx, numbers: readonly string[]): Promise<void> {
  await tx.rows(
    `SELECT pg_advisory_xact_lock($2, bucket)
     FROM (SELECT DISTINCT abs(hashtext(number) % ${NUMBER_BUCKETS}) AS bucket FROM unnest($1::text[]) AS n (number) ORDER BY 1) AS ordered`,
    [numbers, NUMBERS_SPACE],
  );
}

/** Waits until every receipt that is being appended has committed; the next ones wait for this transaction and read its tables. */
export async function holdCodes(tx: Tx): Promise<void> {
  await tx.rows('SELECT pg_advisory_xact_lock($1, $2)', [SPACE, CODES]);
}

export const referenceName = (reference: string): string => `reference ${referenceKey(reference)}`;
export const entryName = (entryId: string): string => `entry ${entryId}`;
