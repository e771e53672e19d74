import { parse } from 'csv-parse/sync';
import { createHash } from 'node:crypto';
import { refuse, type Refusal } from '../vocabulary/refusal.js';
import { violation } from '../vocabulary/violation.js';
import { headerText, type FileRow } from './domain/draft.js';
import { delimiterOf, readText } from './domain/encoding.js';
import { type Layout, readHeader } from './domain/header.js';

export interface ReadFile {
  readonly encoding: string;
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly layout: Layout;
  readonly rows: readonly FileRow[];
}

const ROWS_MAX = 500_000;

/** Reads a whole CSV file, or says why it cannot be read: encoding, quoting, columns, no rows. Never throws on content. */
export function readCsv(content: Buffer): ReadFile | Refusal {
  const read = readText(content);
  if (!read) return refuse('malformed', 'file-encoding-unknown');
  const delimiter = delimiterOf(read.text);
  const records = recordsOf(read.text, delimiter);
  if (records instanceof Error)
    return refuse('malformed', 'file-unreadable', { reason: records.message.slice(0, 200) });
  const [header = [], ...data] = records;
  const { layout, violations } = readHeader(header);
  if (violations.length > 0)
    return refuse('malformed', violations[0]?.code ?? 'column-missing', violations[0]?.params, violations);
  // The header is row 1 of the spreadsheet, so the first row of goods is row 2.
  const rows = data
    .map((cells, index) => ({ rowNumber: index + 2, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (rows.length === 0) return refuse('malformed', 'file-empty', {}, [violation('file-empty', '')]);
  if (rows.length > ROWS_MAX) return refuse('too-large', 'body-too-large', { max: `${ROWS_MAX}` });
  return { encoding: read.encoding, delimiter, header, layout, rows };
}

/** A row with what it is grouped and compared by. */
export interface StagedRow {
  readonly row: FileRow;
  readonly reference: string;
  /** The place of its reference among those of the file, from 0; null for a row without one. */
  readonly position: number | null;
  readonly headerSha256: string;
}

export function* staged(file: ReadFile): Generator<StagedRow> {
  const at = file.layout.findIndex((column) => column?.name === 'reference');
  const positions = new Map<string, number>();
  for (const row of file.rows) {
    const headerSha256 = createHash('sha256').update(headerText(row.cells, file.layout)).digest('hex');
    const reference = (row.cells[at] ?? '').trim();
    if (reference !== '' && !positions.has(reference)) positions.set(reference, positions.size);
    yield { row, reference, position: positions.get(reference) ?? null, headerSha256 };
  }
}

function recordsOf(text: string, delimiter: string): string[][] | Error {
  try {
    return parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    return error as Error;
  }
}

/** What can be said of a file from its first line alone, before it is kept: nothing in it, no text, not our columns. */
export function headerFault(content: Buffer): Refusal | null {
  if (content.length === 0) return refuse('malformed', 'body-empty');
  const end = content.indexOf(0x0a);
  const read = readText(end < 0 ? content : content.subarray(0, end + 1));
  if (!read) return refuse('malformed', 'file-encoding-unknown');
  const records = recordsOf(read.text, delimiterOf(read.text));
  if (records instanceof Error)
    return refuse('malformed', 'file-unreadable', { reason: records.message.slice(0, 200) });
  const { violations } = readHeader(records[0] ?? []);
  return violations.length === 0
    ? null
    : refuse('malformed', violations[0]?.code ?? 'column-missing', violations[0]?.params, violations);
}
