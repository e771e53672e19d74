import type { Tx } from './tx.js';

/** A row that is to be there many times: of which template, under which id, and how many days earlier or later. */
export interface RowCopy {
  readonly template: string;
  readonly id: string;
  readonly days: number;
  /** What the names of the copy have instead of the template's. */
  readonly texts: RowCopyTexts;
}

export interface RowCopyTexts {
  readonly serial: string;
  readonly day: string;
  readonly entryId: string;
  readonly container: string;
  readonly contentSha256: string;
  /** The template's own, which are replaced. */
  readonly templateSerial: string;
  readonly templateDay: string;
}

/** A table whose rows belong to a template, and what a copy says otherwise: columns as SQL over the row `t` and its copy `c`. */
export interface CopiedTable {
  readonly table: string;
  /** The column that names the template. */
  readonly of: string;
  /** Which of the rows are copied; all where nothing is said. */
  readonly where?: string;
  readonly set?: Readonly<Record<string, string>>;
}

const CREATE = `CREATE TEMPORARY TABLE row_copy (template uuid, id uuid, days integer, serial text, day text, entry_id text,
  container text, content_sha256 text, template_serial text, template_day text) ON COMMIT DROP`;
const COLUMNS = [
  ...['template', 'id', 'days', 'serial', 'day', 'entry_id', 'container', 'content_sha256'],
  ...['template_serial', 'template_day'],
];

/** Names the copies of this transaction, for {@link copyRows}. */
export async function stageCopies(tx: Tx, copies: Iterable<RowCopy>): Promise<void> {
  await tx.run(CREATE);
  await tx.copy('row_copy', COLUMNS, [cellsOf(copies)]);
  await tx.run('ANALYZE row_copy');
  // A temporary table is this transaction's alone, under whatever role it goes on.
  await tx.run('GRANT SELECT ON row_copy TO PUBLIC');
}

function* cellsOf(copies: Iterable<RowCopy>): Generator<string[]> {
  for (const { template, id, days, texts } of copies)
    yield [
      ...[template, id, String(days), texts.serial, texts.day, texts.entryId, texts.container, texts.contentSha256],
      ...[texts.templateSerial, texts.templateDay],
    ];
}

/** The id of the nth row that belongs to a copy: beside its other rows in every index. */
export const copyId = (serial: string): string => `(left(c.id::text, 24) || lpad(to_hex(${serial}), 12, '0'))::uuid`;

interface Column {
  readonly name: string;
  readonly type: string;
}

/**
 * Appends the copies of every row of their templates, in one statement: as fast as PostgreSQL writes. Days and instants move with the
 * copy; a column that is added later is copied as it is.
 */
export async function copyRows(tx: Tx, { table, of, where = 'true', set = {} }: CopiedTable): Promise<number> {
  const columns = await tx.rows<Column>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [table],
  );
  const values = columns.map(({ name, type }) => set[name] ?? moved(`t.${name}`, type));
  const template = of === 'subject_id' ? 'c.template::text' : 'c.template';
  return tx.run(
    `INSERT INTO ${table} (${columns.map(({ name }) => name).join(', ')})
     SELECT ${values.join(', ')} FROM row_copy c JOIN ${table} t ON t.${of} = ${template} WHERE ${where} ORDER BY c.id`,
  );
}

const moved = (column: string, type: string): string => {
  if (type === 'date') return `${column} + c.days`;
  return type === 'timestamp with time zone' ? `${column} + make_interval(hours => 24 * c.days)` : column;
};
