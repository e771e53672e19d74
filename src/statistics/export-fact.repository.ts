import type { Tx } from '../platform/database/tx.js';
import type { Week } from '../vocabulary/period.js';
import type { Cause } from './domain/booking.js';
import type { FactContent } from './domain/facts.js';

/** A fact that stands: booked and not taken back. */
export interface StandingFact extends FactContent {
  readonly id: string;
  readonly settlementWeek: Week;
}

/** What the book holds of one declaration. */
export interface Account {
  readonly standing: StandingFact[];
  /** Entries so far; the next one gets the number after it. */
  readonly entries: number;
  readonly lastBookedAt: string;
}

/** A line to be appended. */
export interface Entry extends FactContent {
  readonly id: string;
  readonly declarationId: string;
  readonly version: number;
  readonly entryNumber: number;
  readonly entry: 'book' | 'reverse';
  /** The fact a reversal takes back. */
  readonly reverses: string | null;
  readonly cause: Cause;
  readonly bookedAt: string;
  /** From when on it holds; null from its day on. */
  readonly effectiveAt: string | null;
  readonly settlementWeek: Week;
}

/** Column and JSON name of everything a fact says, in one place: what is read, compared and appended is the same list. */
const CONTENT: readonly [column: string, name: keyof FactContent, type: string][] = [
  ['item_number', 'itemNumber', 'integer'],
  ['hs_code', 'hsCode', 'text'],
  ['goods_name', 'goodsName', 'text'],
  ['stat_day', 'statDay', 'date'],
  ['market', 'market', 'text'],
  ['broker_id', 'brokerId', 'uuid'],
  ['chapter', 'chapter', 'text'],
  ['country', 'country', 'text'],
  ['currency', 'currency', 'text'],
  ['transport_mode', 'transportMode', 'text'],
  ['value_cny', 'valueCny', 'numeric'],
  ['value_usd', 'valueUsd', 'numeric'],
  ['net_weight_kg', 'netWeightKg', 'numeric'],
  ['declarations', 'declarations', 'integer'],
  ['declarations_by_country', 'declarationsByCountry', 'integer'],
  ['declarations_by_chapter', 'declarationsByChapter', 'integer'],
  ['declarations_by_country_chapter', 'declarationsByCountryChapter', 'integer'],
];
const RECORD: readonly [column: string, name: string, type: string][] = [
  ['id', 'id', 'uuid'],
  ['declaration_id', 'declarationId', 'uuid'],
  ['declaration_version', 'version', 'integer'],
  ['entry_number', 'entryNumber', 'integer'],
  ['entry', 'entry', 'text'],
  ['reverses', 'reverses', 'uuid'],
  ['cause', 'cause', 'text'],
  ['booked_at', 'bookedAt', 'timestamptz'],
  ['effective_at', 'effectiveAt', 'timestamptz'],
  ['settlement_week', 'settlementWeek', 'text'],
  ...CONTENT,
];

const READ_ACCOUNTS = `
  WITH account AS (
    SELECT declaration_id, max(entry_number) AS entries, max(booked_at) AS last_booked_at
    FROM export_fact WHERE declaration_id = ANY($1::uuid[]) GROUP BY declaration_id)
  SELECT a.declaration_id AS "declarationId", a.entries, a.last_booked_at AS "lastBookedAt", f.id,
    f.settlement_week AS "settlementWeek", ${CONTENT.map(([column, name]) => `f.${column} AS "${name}"`).join(', ')}
  FROM account a LEFT JOIN export_fact f ON f.declaration_id = a.declaration_id AND f.entry = 'book'
    AND NOT EXISTS (SELECT 1 FROM export_fact r WHERE r.reverses = f.id)`;

type AccountRow = Omit<StandingFact, 'id'> & Omit<Account, 'standing'> & { declarationId: string; id: string | null };

/** The accounts of these declarations, in one statement whatever their number; none for one that was never booked. */
export async function readAccounts(tx: Tx, declarationIds: readonly string[]): Promise<Map<string, Account>> {
  const accounts = new Map<string, Account>();
  for (const row of await tx.rows<AccountRow>(READ_ACCOUNTS, [declarationIds])) {
    const { declarationId, entries, lastBookedAt, id, ...content } = row;
    const account = accounts.get(declarationId) ?? { standing: [], entries, lastBookedAt };
    if (id !== null) account.standing.push({ ...content, id });
    accounts.set(declarationId, account);
  }
  return accounts;
}

const DIMENSIONS = 'market, broker_id, chapter, country, currency, transport_mode';
const MEASURES = CONTENT.map(([column]) => column).slice(-7);

/**
 * One statement appends the facts and what they change in the rollups. The deltas are rows of their own: writers that
 * added to a shared total would wait for each other on every busy country.
 */
const APPEND = `
  WITH appended AS (
    INSERT INTO export_fact (${RECORD.map(([column]) => column).join(', ')})
    SELECT ${RECORD.map(([, name]) => `"${name}"`).join(', ')}
    FROM jsonb_to_recordset($1::jsonb) AS r (${RECORD.map(([, name, type]) => `"${name}" ${type}`).join(', ')})
    RETURNING *)
  INSERT INTO rollup_delta (id, day, ${DIMENSIONS}, ${MEASURES.join(', ')})
  SELECT gen_random_uuid(), stat_day, ${DIMENSIONS}, ${MEASURES.map((measure) => `sum(${measure})`).join(', ')}
  FROM appended GROUP BY stat_day, ${DIMENSIONS}
  HAVING ${MEASURES.map((measure) => `sum(${measure}) <> 0`).join(' OR ')}`;

/** Appends entries and the matching rollup deltas. Nothing is ever changed in the book: the database refuses it. */
export async function appendEntries(tx: Tx, entries: readonly Entry[]): Promise<void> {
  await tx.run(APPEND, [JSON.stringify(entries)]);
}
