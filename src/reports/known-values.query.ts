import type { Tx } from '../platform/database/tx.js';
import { loadCodeTables } from '../reference/code-tables.js';
import type { Day } from '../vocabulary/period.js';
import { pointer, violation, type Violation } from '../messages/refusals/violation.js';
import { HS_FORM } from './domain/hs-form.js';
import { type Dimension, DIMENSIONS } from './domain/dimensions.js';
import { filterName, type WrittenQuestion } from './domain/question.js';
import { TABLE_OF } from './names.query.js';

type Code = { code: string };

/** Which values of a dimension there are, where no code table of the rules has them. */
const KNOWN: Partial<Record<Dimension, (tx: Tx, values: readonly string[]) => Promise<Code[]>>> = {
  market: (tx, values) => tx.rows<Code>('SELECT code FROM market WHERE code = ANY ($1::text[])', [values]),
  broker: (tx, values) =>
    tx.rows<Code>(
      `SELECT id::text AS code FROM organisation WHERE id = ANY ($1::uuid[]) AND kind = 'broker' AND own_organisation(id, kind)`,
      [values],
    ),
  consignor: (tx, values) =>
    tx.rows<Code>(
      `SELECT DISTINCT id_number AS code FROM party WHERE role = 'consignor' AND id_number = ANY ($1::text[])`,
      [values],
    ),
};

/** Values of filters that no table has ever had: the same tables that declarations are checked against. */
export async function unknownValues(tx: Tx, written: WrittenQuestion): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const dimension of DIMENSIONS) {
    const values = written[filterName(dimension)];
    const unknown = values && (await firstUnknown(tx, dimension, values, written.to));
    if (unknown !== undefined) violations.push(unknownValue(dimension, unknown));
  }
  return violations;
}

async function firstUnknown(
  tx: Tx,
  dimension: Dimension,
  values: readonly string[],
  day: Day,
): Promise<string | undefined> {
  const table = TABLE_OF[dimension];
  if (table) {
    const tables = await loadCodeTables(tx);
    // A table that nobody has put says nothing about a code, as at submission.
    return tables.isLoaded(table, day) ? values.find((value) => !tables.knows(table, value)) : undefined;
  }
  if (dimension === 'subheading' || dimension === 'hsCode') return unknownCommodity(tx, HS_FORM[dimension], values);
  const found = await KNOWN[dimension]?.(tx, values);
  if (!found) return undefined;
  const known = new Set(found.map(({ code }) => code));
  return values.find((value) => !known.has(value));
}

/**
 * A subheading or code of a heading that exists, and that the tariff has, or that an item was declared under: a code that the tariff
 * of a year lacks is a warning only, and its exports can be asked about.
 */
async function unknownCommodity(tx: Tx, form: RegExp, values: readonly string[]): Promise<string | undefined> {
  const tables = await loadCodeTables(tx);
  const misformed = values.find((value) => !form.test(value) || !tables.knows('hs-heading', value.slice(0, 4)));
  if (misformed !== undefined) return misformed;
  const rows = await tx.rows<Code>(
    `SELECT w.code FROM unnest($1::text[]) AS w (code)
     WHERE NOT EXISTS (SELECT 1 FROM code_entry e WHERE e.code_table = 'hs-code')
       OR EXISTS (SELECT 1 FROM code_entry e WHERE e.code_table = 'hs-code' AND e.code LIKE w.code || '%')
       OR EXISTS (SELECT 1 FROM declaration_item i WHERE i.hs_code LIKE w.code || '%')`,
    [values],
  );
  const known = new Set(rows.map(({ code }) => code));
  return values.find((value) => !known.has(value));
}

function unknownValue(dimension: Dimension, value: string): Violation {
  const field = filterName(dimension);
  const at = pointer('query', field);
  if (dimension === 'market') return violation('market-unknown', at, { value });
  if (dimension === 'transportMode') return violation('transport-mode-unknown', at, { value });
  return violation('query-value-unknown', at, { field, value });
}
