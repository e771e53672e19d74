import { type CopiedTable, copyId, copyRows } from '../../platform/database/row-copies.js';
import type { Tx } from '../../platform/database/tx.js';

const of = 'declaration_id';
const own = { declaration_id: 'c.id' };
const named = (column: string): string => `replace(t.${column}, c.template_serial, c.serial)`;
const ofNumber = (column: string): string => `CASE WHEN t.${column} IS NOT NULL THEN c.entry_id END`;
const numbered = copyId(`row_number() OVER (PARTITION BY c.id ORDER BY t.id)`);

/** Every table of this folder that says something of a closed declaration; its own row first, which the others refer to. */
const TABLES: readonly CopiedTable[] = [
  {
    table: 'declaration',
    of: 'id',
    set: {
      id: 'c.id',
      reference: named('reference'),
      bill_of_lading: named('bill_of_lading'),
      entry_id: ofNumber('entry_id'),
      content_sha256: 'c.content_sha256',
      header: `replace(replace(t.header::text, c.template_serial, c.serial), c.template_day, c.day)::jsonb`,
      valuation: `replace(t.valuation::text, left(c.template_day, 7), left(c.day, 7))::jsonb`,
    },
  },
  ...['goods_line', 'declaration_item', 'submission'].map((table) => ({ table, of, set: own })),
  { table: 'exemption_filing', of, set: { ...own, tax_reference: named('tax_reference') } },
  { table: 'declaration_container', of, set: { ...own, number: 'c.container' } },
  {
    table: 'declaration_key',
    of,
    set: {
      ...own,
      key: `CASE split_part(t.key, ':', 1) WHEN 'entry' THEN 'entry:' || search_key(c.entry_id)
        WHEN 'container' THEN 'container:' || search_key(c.container) ELSE ${named('key')} END`,
    },
  },
  {
    table: 'receipt',
    of,
    set: {
      ...{ ...own, id: numbered, given_reference: named('given_reference') },
      ...{ given_entry_id: ofNumber('given_entry_id'), added_entry_id: ofNumber('added_entry_id') },
    },
  },
  { table: 'fx_receipt', of, set: { ...own, id: numbered, bank_reference: named('bank_reference') } },
  { table: 'reservation', of, set: { ...own, number: named('number') } },
];

/** Copies the staged declarations with all that is known of them; their templates are closed, filed and paid. */
export async function copyDeclarations(tx: Tx): Promise<void> {
  for (const table of TABLES) await copyRows(tx, table);
}
