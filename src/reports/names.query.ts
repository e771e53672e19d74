import type { Tx } from '../platform/database/tx.js';
import { loadCodeTables } from '../reference/code-tables.js';
import { countryName } from '../vocabulary/country.js';
import { currencyName } from '../vocabulary/currency.js';
import type { Language } from '../vocabulary/language.js';
import type { Dimension } from './domain/dimensions.js';
import type { NameOf } from './domain/presentation.js';

/** Names in the reader's language of all codes of a grouping. A code without a name stands for itself: no cell is empty. */
export async function namesOf(tx: Tx, dimensions: readonly Dimension[], language: Language): Promise<NameOf> {
  const coded = dimensions.includes('chapter') || dimensions.includes('transportMode');
  const tables = coded ? await loadCodeTables(tx) : null;
  const markets = dimensions.includes('market') ? await named(tx, 'SELECT code, name, name_en FROM market') : null;
  const brokers = dimensions.includes('broker')
    ? await named(tx, `SELECT id::text AS code, name, name_en FROM organisation WHERE kind = 'broker'`)
    : null;
  const pick = (names: Names | null, code: string) => {
    const found = names?.get(code);
    return (language === 'en' ? found?.name_en : null) ?? found?.name ?? code;
  };
  return (dimension, code) => {
    if (dimension === 'country') return countryName(code, language);
    if (dimension === 'currency') return currencyName(code, language);
    if (dimension === 'market') return pick(markets, code);
    if (dimension === 'broker') return pick(brokers, code);
    if (dimension === 'chapter') return tables?.name('hs-chapter', code, language) ?? code;
    return dimension === 'transportMode' ? (tables?.name('transport-mode', code, language) ?? code) : code;
  };
}

type Names = Map<string, { name: string; name_en: string | null }>;

async function named(tx: Tx, sql: string): Promise<Names> {
  const rows = await tx.rows<{ code: string; name: string; name_en: string | null }>(sql);
  return new Map(rows.map((row) => [row.code, row]));
}
