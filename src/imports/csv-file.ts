import { setImmediate as pause } from 'node:timers/promises';
import { type Refusal, refuse, refuseAt, refuseFor } from '../messages/refusal.js';
import type { Violation } from '../messages/violation.js';
import { CsvReader, type CsvRow, type Delimiter, delimiterOf, namedDelimiter } from './domain/csv.js';
import { decoded, type Encoding, encodingOf } from './encoding.js';
import { type GroupedRow, RowGroups, ROWS_PER_REFERENCE_MAX, TooManyRows } from './domain/groups.js';
import { COLUMNS_MAX, type Layout, readHeader } from './domain/header.js';
import { rearmed } from '../vocabulary/formula.js';

export const ROWS_MAX = 100_000;
/** As many as a spreadsheet has; blank ones count. */
const SHEET_ROWS_MAX = 1_048_576;
/** What no row of 200 cells needs. */
const ROW_LENGTH_MAX = 2_000_000;
const ROW_CELLS_MAX = 10 * COLUMNS_MAX;
/** Rows handed on together: some ten milliseconds of work. */
const BATCH_ROWS = 1_000;

/**
 * A CSV file, read the same way by whoever asks: before it is kept, to refuse it at once, and by the job that takes its rows. Throws a
 * refusal for what makes the whole file unreadable: its encoding, its header, its size. Everything else is a fault of a row.
 */
export class CsvFile {
  private constructor(
    private readonly content: Uint8Array,
    readonly encoding: Encoding,
    readonly delimiter: Delimiter,
    readonly layout: Layout,
    readonly headerRow: number,
  ) {}

  /** Finds the header; the process does other things in between, as there may be a million blank rows before it. */
  static async open(content: Uint8Array): Promise<CsvFile> {
    if (content.length === 0) throw refuse('malformed', 'body-empty');
    const encoding = encodingOf(content);
    const delimiter = delimiterIn(content, encoding);
    for (const rows of csvRows(content, encoding, delimiter)) {
      for (const { rowNumber, cells, quoteFault } of rows) {
        if (isBlank(cells) || namedDelimiter(cells.join(delimiter))) continue;
        if (quoteFault) throw unreadable({ reason: `row ${rowNumber}: "` });
        const { layout, violations } = readHeader(cells);
        const [first] = violations;
        if (first) throw refuseFor(kindOf(first), violations);
        return new CsvFile(content, encoding, delimiter, layout, rowNumber);
      }
      await pause();
    }
    throw fileEmpty();
  }

  /** The rows below the header with their declarations, some at a time; the process does other things in between. */
  async *rows(): AsyncGenerator<GroupedRow[]> {
    const groups = new RowGroups(this.layout);
    let count = 0;
    let batch: GroupedRow[] = [];
    for (const rows of csvRows(this.content, this.encoding, this.delimiter)) {
      for (const row of rows) {
        if (row.rowNumber <= this.headerRow) continue;
        const added = this.grouped(groups, row);
        if (added) batch.push(added);
      }
      if (count + batch.length > ROWS_MAX) throw tooManyRows();
      if (batch.length >= BATCH_ROWS) {
        yield batch;
        count += batch.length;
        batch = [];
      }
      await pause();
    }
    const last = groups.end();
    if (last) batch.push(last);
    if (count + batch.length === 0) throw fileEmpty();
    if (count + batch.length > ROWS_MAX) throw tooManyRows();
    yield batch;
  }

  private grouped(groups: RowGroups, row: CsvRow): GroupedRow | null {
    try {
      return groups.add(this.layout.isDisarmed ? { ...row, cells: row.cells.map(rearmed) } : row);
    } catch (error) {
      if (!(error instanceof TooManyRows)) throw error;
      const params = { reference: error.reference, row: String(error.rowNumber), max: String(ROWS_PER_REFERENCE_MAX) };
      throw refuseAt('', 'too-large', 'reference-too-many-rows', params);
    }
  }
}

function* csvRows(content: Uint8Array, encoding: Encoding, delimiter: Delimiter): Generator<CsvRow[]> {
  const reader = new CsvReader(delimiter);
  const push = (text: string, last: boolean): CsvRow[] => {
    const rows = [...reader.push(text, last)];
    if (reader.pending > ROW_LENGTH_MAX || rows.some(({ cells }) => cells.length > ROW_CELLS_MAX)) {
      throw refuseAt('', 'too-large', 'file-too-many-columns', { max: String(COLUMNS_MAX) });
    }
    if ((rows.at(-1)?.rowNumber ?? 0) > SHEET_ROWS_MAX) throw tooManyRows();
    return rows;
  };
  for (const text of decoded(content, encoding)) {
    if (text === null) throw refuseAt('', 'malformed', 'file-encoding-unknown');
    yield push(text, false);
  }
  yield push('', true);
}

/** Named by a first line `sep=;`, or that of the header. */
function delimiterIn(content: Uint8Array, encoding: Encoding): Delimiter {
  const [text] = decoded(content, encoding);
  if (text === undefined || text === null) return ',';
  const line = text.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  return namedDelimiter(line) ?? delimiterOf(text.trimStart());
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

const kindOf = ({ code }: Violation): Refusal['kind'] => (code === 'file-too-many-columns' ? 'too-large' : 'malformed');
const unreadable = (params: Record<string, string>): Refusal => refuseAt('', 'malformed', 'file-unreadable', params);
const fileEmpty = (): Refusal => refuseAt('', 'malformed', 'file-empty');
const tooManyRows = (): Refusal => refuseAt('', 'too-large', 'file-too-many-rows', { max: String(ROWS_MAX) });
