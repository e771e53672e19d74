import { setImmediate as pause } from 'node:timers/promises';
import { type Refusal, refuseAt } from '../../messages/refusals/refusal.js';
import { looksLikeZip, readWorkbook, UnreadableWorkbook } from '../../platform/files/workbook/read-workbook.js';
import { CsvReader, type CsvRow, type Delimiter, delimiterOf, namedDelimiter } from '../domain/csv.js';
import { COLUMNS_MAX } from '../domain/header.js';
import { decoded, type Encoding, encodingOf } from './encoding.js';

/** As many as a spreadsheet has; blank ones count. */
export const NUMBERED_ROWS_MAX = 1_048_576;
/** What no row of 200 cells needs. */
const ROW_LENGTH_MAX = 2_000_000;
const ROW_CELLS_MAX = 10 * COLUMNS_MAX;

/** What the rows of a file are in: text in an encoding, or a workbook. */
export type FileForm = Encoding | 'xlsx';

/** The rows of a file, in the same form whatever it is. */
export interface RowSource {
  readonly form: FileForm;
  readonly delimiter: Delimiter;
  /** From the first row on, some at a time; the process does other things in between. */
  rows(): AsyncIterable<readonly CsvRow[]>;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const EXCEL_TYPES = [XLSX, 'application/vnd.ms-excel.sheet.macroenabled.12'];

/** The source that a file is; what its sender calls it must not be something else. */
export function rowSourceOf(content: Uint8Array, mediaType: string): RowSource {
  const type = mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  const isWorkbook = looksLikeZip(content) || content[0] === 0xd0;
  if (EXCEL_TYPES.includes(type) && !isWorkbook) throw typeDiffers(type);
  if (type === 'text/csv' && looksLikeZip(content)) throw typeDiffers(type);
  return isWorkbook ? workbookSource(content) : csvSource(content);
}

const typeDiffers = (type: string): Refusal => refuseAt('', 'malformed', 'file-type-differs', { value: type });

const workbookSource = (content: Uint8Array): RowSource => ({
  form: 'xlsx',
  delimiter: ',',
  rows: () => workbookRows(content),
});

async function* workbookRows(content: Uint8Array): AsyncGenerator<CsvRow[]> {
  try {
    for await (const rows of readWorkbook(content)) {
      if (rows.some(({ cells }) => cells.length > ROW_CELLS_MAX)) throw tooManyColumns();
      yield rows.map((row) => ({ ...row, quoteFault: null }));
    }
  } catch (error) {
    throw error instanceof UnreadableWorkbook ? refusalOf(error) : error;
  }
}

const TOO_LARGE: readonly UnreadableWorkbook['reason'][] = ['too-many-parts', 'too-many-sheets', 'too-large-unpacked'];

function refusalOf({ reason }: UnreadableWorkbook): Refusal {
  if (TOO_LARGE.includes(reason)) return refuseAt('', 'too-large', 'workbook-too-large', { reason });
  if (reason === 'encrypted-or-xls') return refuseAt('', 'malformed', 'workbook-locked');
  return refuseAt('', 'malformed', 'file-unreadable', { reason });
}

function csvSource(content: Uint8Array): RowSource {
  const encoding = encodingOf(content);
  const delimiter = delimiterIn(content, encoding);
  return { form: encoding, delimiter, rows: () => csvRows(content, encoding, delimiter) };
}

async function* csvRows(content: Uint8Array, encoding: Encoding, delimiter: Delimiter): AsyncGenerator<CsvRow[]> {
  const reader = new CsvReader(delimiter);
  const push = (text: string, last: boolean): CsvRow[] => {
    const rows = [...reader.push(text, last)];
    if (reader.pending > ROW_LENGTH_MAX || rows.some(({ cells }) => cells.length > ROW_CELLS_MAX))
      throw tooManyColumns();
    return rows;
  };
  for (const text of decoded(content, encoding)) {
    if (text === null) throw refuseAt('', 'malformed', 'file-encoding-unknown');
    yield push(text, false);
    await pause();
  }
  yield push('', true);
}

const tooManyColumns = (): Refusal => refuseAt('', 'too-large', 'file-too-many-columns', { max: String(COLUMNS_MAX) });

/** Named by a first line `sep=;`, or that of the header. */
function delimiterIn(content: Uint8Array, encoding: Encoding): Delimiter {
  const [text] = decoded(content, encoding);
  if (text === undefined || text === null) return ',';
  const line = text.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  return namedDelimiter(line) ?? delimiterOf(text.trimStart());
}
