import type { Tx } from '../platform/database/tx.js';
import type { Week } from '../vocabulary/period.js';
import type { Cause } from './domain/desired-posting.js';
import type { FactContent } from './domain/facts.js';

/** A fact that holds: posted and not reversed. */
export interface CurrentFact extends FactContent {
  readonly id: string;
  readonly settlementWeek: Week;
}

/** What the export ledger holds of one declaration. */
export interface LedgerState {
  readonly current: CurrentFact[];
  /** Postings so far; the next one gets the number after it. */
  readonly postings: number;
  readonly lastPostedAt: string;
}

/** A row to be appended. `book` is the stored word for a posting that reverses nothing. */
export interface Posting extends FactContent {
  readonly id: string;
  readonly declarationId: string;
  readonly version: number;
  readonly entryNumber: number;
  readonly entry: 'book' | 'reverse';
  /** The fact that a reversal reverses. */
  readonly reverses: string | null;
  readonly cause: Cause;
  readonly postedAt: string;
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
  ['consignor', 'consignor', 'text'],
  ['customs_office', 'customsOffice', 'text'],
  ['exit_office', 'exitOffice', 'text'],
  ['domestic_source', 'domesticSource', 'text'],
  ['unit', 'unit', 'text'],
  ['quantity', 'quantity', 'numeric'],
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
  ['posted_at', 'postedAt', 'timestamptz'],
  ['effective_at', 'effectiveAt', 'timestamptz'],
  ['settlement_week', 'settlementWeek', 'text'],
  ...CONTENT,
];

const READ_LEDGER_STATES = `
  WITH ledger AS (
    SELECT declaration_id, max(entry_number) AS postings, max(posted_at) AS last_posted_at
    FROM export_fact WHERE declaration_id = ANY($1::uuid[]) GROUP BY declaration_id)
  SELECT a.declaration_id AS "declarationId", a.postings, a.last_posted_at AS "lastPostedAt", f.id,
    f.settlement_week AS "settlementWeek", ${CONTENT.map(([column, name]) => `f.${column} AS "${name}"`).join(', ')}
  FROM ledger a LEFT JOIN export_fact f ON f.declaration_id = a.declaration_id AND f.entry = 'book'
    AND NOT EXISTS (SELECT 1 FROM export_fact r WHERE r.reverses = f.id)`;

type LedgerRow = Omit<CurrentFact, 'id'> & Omit<LedgerState, 'current'> & { declarationId: string; id: string | null };

/** The ledger's state of these declarations, in one statement whatever their number; none for one that was never posted. */
export async function readLedgerStates(tx: Tx, declarationIds: readonly string[]): Promise<Map<string, LedgerState>> {
  const states = new Map<string, LedgerState>();
  for (const row of await tx.rows<LedgerRow>(READ_LEDGER_STATES, [declarationIds])) {
    const { declarationId, postings, lastPostedAt, id, ...content } = row;
    const state = states.get(declarationId) ?? { current: [], postings, lastPostedAt };
    if (id !== null) state.current.push({ ...content, id });
    states.set(declarationId, state);
  }
  return states;
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

/** Appends postings and the matching rollup deltas. Nothing is ever changed in the ledger: the database refuses it. */
export async function appendPostings(tx: Tx, postings: readonly Posting[]): Promise<void> {
  await tx.run(APPEND, [JSON.stringify(postings)]);
}
