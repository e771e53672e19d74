import type { Tx } from '../platform/database/tx.js';
import { type CodeTableName, loadCodeTables } from '../reference/code-tables.js';
import { countryName } from '../vocabulary/country.js';
import { currencyName } from '../vocabulary/currency.js';
import type { Language } from '../vocabulary/language.js';
import type { Dimension } from './domain/dimensions.js';
import type { NameOf } from './domain/presentation.js';

/** The code table that names the values of a dimension. */
export const TABLE_OF: Partial<Record<Dimension, CodeTableName>> = {
  chapter: 'hs-chapter',
  heading: 'hs-heading',
  customsOffice: 'customs-office',
  exitOffice: 'customs-office',
  domesticSource: 'domestic-area',
  transportMode: 'transport-mode',
};

type Names = ReadonlyMap<string, { readonly name: string; readonly name_en: string | null }>;

/** What names the values of the other dimensions that have names. */
const NAMES: Partial<Record<Dimension, (tx: Tx, codes: () => string[]) => Promise<Names>>> = {
  market: async (tx) => byCode(await tx.rows<NameRow>('SELECT code, name, name_en FROM market')),
  broker: async (tx) =>
    byCode(
      await tx.rows<NameRow>(
        `SELECT id::text AS code, name, name_en FROM organisation WHERE kind = 'broker' AND own_organisation(id, kind)`,
      ),
    ),
  consignor: (tx, codes) => consignors(tx, codes()),
  hsCode: (tx, codes) => commodities(tx, codes()),
};

/**
 * Names in the reader's language of all codes of a grouping. A code without a name stands for itself: no cell is empty. `codesOf`
 * gives the codes of a dimension that occur, where its names are too many to read them all.
 */
export async function namesOf(
  tx: Tx,
  dimensions: readonly Dimension[],
  language: Language,
  codesOf: (dimension: Dimension) => string[],
): Promise<NameOf> {
  const tables = dimensions.some((dimension) => TABLE_OF[dimension]) ? await loadCodeTables(tx) : null;
  const read = new Map<Dimension, Names>();
  for (const dimension of dimensions) {
    const names = await NAMES[dimension]?.(tx, () => codesOf(dimension));
    if (names) read.set(dimension, names);
  }
  return (dimension, code) => {
    if (dimension === 'country') return countryName(code, language);
    if (dimension === 'currency') return currencyName(code, language);
    const table = TABLE_OF[dimension];
    if (table) return tables?.name(table, code, language) ?? code;
    const found = read.get(dimension)?.get(code);
    return (language === 'en' ? found?.name_en : null) ?? found?.name ?? code;
  };
}

type NameRow = { code: string; name: string; name_en: string | null };

const byCode = (rows: readonly NameRow[]): Names => new Map(rows.map((row) => [row.code, row]));

/** A consignor has the name of the latest day, whoever declared for it. */
async function consignors(tx: Tx, codes: readonly string[]): Promise<Names> {
  const rows = await tx.rows<NameRow>(
    `SELECT DISTINCT ON (id_number) id_number AS code, name, NULL::text AS name_en FROM party
     WHERE role = 'consignor' AND id_number = ANY ($1::text[]) ORDER BY id_number, last_seen_on DESC, name`,
    [codes],
  );
  return byCode(rows);
}

async function commodities(tx: Tx, codes: readonly string[]): Promise<Names> {
  const rows = await tx.rows<NameRow>(
    `SELECT DISTINCT ON (code) code, name, name_en FROM code_entry
     WHERE code_table = 'hs-code' AND code = ANY ($1::text[]) ORDER BY code, valid_from DESC`,
    [codes],
  );
  return byCode(rows);
}
