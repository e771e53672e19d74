import { pinyin } from 'pinyin-pro';
import type { Tx } from '../platform/database/tx.js';
import { inSlices } from '../platform/in-slices.js';
import type { Day } from '../vocabulary/period.js';
import type { CodeTableName } from './domain/code-tables.js';
import { bestOf, type IndexedCode, indexed, wordsOf } from './domain/code-search.js';

/** A code of a table with the days on which it holds. */
export interface FoundCode {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly attributes: Readonly<Record<string, string>>;
}

interface TableIndex {
  readonly codes: readonly FoundCode[];
  readonly index: readonly IndexedCode[];
}

interface IndexUnderStamp {
  readonly stamp: string;
  readonly index: Promise<TableIndex>;
}

const ROWS = `
  SELECT stamp, (SELECT coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name, 'nameEn', name_en,
    'validFrom', valid_from, 'validTo', valid_to, 'attributes', attributes) ORDER BY code COLLATE "C", valid_from), '[]')
    FROM code_entry WHERE code_table = $1) AS codes
  FROM reference_stamp`;

/** The index of each table under its stamp, right only while that is the stamp of the database; one being made is waited for. */
const cached = new Map<string, IndexUnderStamp>();
/** Names are said the same in every edition. */
const syllablesByName = new Map<string, string[]>();
const NAMES_MAX = 100_000;

function syllablesOf(name: string): string[] {
  const known = syllablesByName.get(name);
  if (known) return known;
  const syllables = pinyin(name.toLowerCase(), { toneType: 'none', type: 'array', v: true });
  if (syllablesByName.size >= NAMES_MAX) syllablesByName.clear();
  syllablesByName.set(name, syllables);
  return syllables;
}

/** A search in a table as a transaction sees it. It is made ready when the transaction is over: saying twelve thousand names takes half a second. */
export type PreparedSearch = (asked: {
  typed: string;
  day: Day;
  used: readonly string[];
  limit: number;
}) => Promise<FoundCode[]>;

export async function prepareSearch(tx: Tx, table: CodeTableName): Promise<PreparedSearch> {
  const present = await tx.one<{ stamp: string }>('SELECT stamp FROM reference_stamp');
  const known = cached.get(table);
  const { index } = known && known.stamp === present?.stamp ? known : await loaded(tx, table);
  return async ({ typed, day, used, limit }) => {
    const { codes, index: all } = await index;
    const words = wordsOf(typed);
    const valid = [...codes.keys()].filter((place) => holdsOn(codes[place], day));
    const places = bestOf(
      valid.flatMap((place) => all[place] ?? []),
      words,
      { used, limit },
    );
    return places.flatMap((place) => codes[valid[place] ?? -1] ?? []);
  };
}

interface RowsOfTable {
  readonly stamp: string;
  readonly codes: FoundCode[];
}

/** Stamp and rows by one statement: with two, a change committed in between would be cached under the older stamp. */
async function loaded(tx: Tx, table: CodeTableName): Promise<IndexUnderStamp> {
  const rows = await tx.one<RowsOfTable>(ROWS, [table]);
  if (!rows) throw new Error('The code tables have lost their stamp.');
  const fresh = { stamp: rows.stamp, index: made(rows.codes) };
  cached.set(table, fresh);
  return fresh;
}

async function made(codes: readonly FoundCode[]): Promise<TableIndex> {
  return { codes, index: await inSlices(codes, (each) => indexed(each, syllablesOf)) };
}

const holdsOn = (code: FoundCode | undefined, day: Day): boolean =>
  code !== undefined && code.validFrom <= day && (code.validTo === null || day <= code.validTo);
