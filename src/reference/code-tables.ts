import type { Tx } from '../platform/database/tx.js';
import { type CodeEntry, type CodeTables, codeTables, type HsRule } from './domain/code-tables.js';
import type { RuleVersion } from './domain/trade-rules.js';

export type { CodeTableName, CodeTables, HsFlags } from './domain/code-tables.js';

interface Loaded {
  readonly entries: CodeEntry[];
  readonly rules: HsRule[];
  readonly tradeRules: RuleVersion[];
  readonly tariffs: Readonly<Record<string, string>>;
}

/** A few are enough: the present state, and that of a transaction that is changing it. */
const CACHED_MAX = 4;
const cached = new Map<string, CodeTables>();

/**
 * The code tables, commodity rules and dated trade rules as this transaction sees them. Every change of one gives them a new random stamp (a trigger),
 * so a memory is right in any number of processes: it is used only while its stamp is still the one in the database.
 */
export async function loadCodeTables(tx: Tx): Promise<CodeTables> {
  const present = await tx.one<{ stamp: string }>('SELECT stamp FROM reference_stamp');
  const known = present && cached.get(present.stamp);
  if (known) return known;
  // Stamp and rows by one statement: with two, a change committed in between would be cached under the older stamp.
  const row = await tx.one<Loaded & { stamp: string }>(LOAD);
  if (!row) throw new Error('The code tables have lost their stamp.');
  const tables = codeTables(row.entries, row.rules, row.tradeRules, row.tariffs);
  for (const stamp of [...cached.keys()].slice(0, Math.max(0, cached.size - CACHED_MAX + 1))) cached.delete(stamp);
  cached.set(row.stamp, tables);
  return tables;
}

/** Of commodity codes only what rules ask: their names would be most of the answer. */
const LOAD = `
  SELECT stamp,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('table', code_table, 'code', code, 'name', name, 'nameEn', name_en,
       'validFrom', valid_from, 'validTo', valid_to)), '[]') FROM code_entry WHERE code_table <> 'hs-code') AS entries,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('prefix', prefix, 'flag', flag,
       'validFrom', valid_from, 'validTo', valid_to, 'refusesFrom', refuses_from)), '[]') FROM hs_rule) AS rules,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('code', code, 'version', version, 'since', since, 'validFrom', valid_from,
       'validTo', valid_to, 'refusesFrom', refuses_from, 'source', source)), '[]') FROM trade_rule) AS "tradeRules",
    (SELECT coalesce(jsonb_object_agg(year, lines), '{}') FROM (
       SELECT extract(year FROM valid_from)::int AS year,
         string_agg(code || ':' || coalesce(attributes ->> 'unit1', '') || ':' || coalesce(attributes ->> 'unit2', ''), ',') AS lines
       FROM code_entry WHERE code_table = 'hs-code' GROUP BY 1) AS tariff) AS tariffs
  FROM reference_stamp`;
