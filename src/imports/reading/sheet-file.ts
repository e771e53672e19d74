import { type Refusal, refuse, refuseAt, refuseFor } from '../../messages/refusals/refusal.js';
import type { Violation } from '../../messages/refusals/violation.js';
import { namedDelimiter, type CsvRow, type Delimiter } from '../domain/csv.js';
import { type GroupedRow, RowGroups, ROWS_PER_REFERENCE_MAX, TooManyRows } from '../domain/groups.js';
import { type HeaderMapping, type Layout, readHeader } from '../domain/header.js';
import { EachRow } from '../domain/each-row.js';
import type { ImportKind } from '../domain/fact-columns.js';
import { rearmed } from '../../vocabulary/formula.js';
import { type FileForm, type RowSource, NUMBERED_ROWS_MAX, rowSourceOf } from './row-source.js';

export const ROWS_MAX = 100_000;
/** Rows handed on together: some ten milliseconds of work. */
const BATCH_ROWS = 1_000;

/** A file as it was sent, and the names its sender gives to columns. */
export interface SentFile {
  readonly content: Uint8Array;
  readonly mediaType: string;
  readonly mapping?: HeaderMapping;
  /** Default declarations. */
  readonly kind?: ImportKind;
}

/**
 * A CSV file or a workbook, read the same way by whoever asks: before it is kept, to refuse it at once, and by the job that takes its rows.
 * Throws a refusal for what makes the whole file unreadable: its encoding, its header, its size. Everything else is a fault of a row.
 */
export class SheetFile {
  private constructor(
    private readonly source: RowSource,
    readonly layout: Layout,
    readonly headerRow: number,
    private readonly kind: ImportKind,
  ) {}

  get form(): FileForm {
    return this.source.form;
  }

  get delimiter(): Delimiter {
    return this.source.delimiter;
  }

  /** Finds the header; there may be a million blank rows before it. */
  static async open({ content, mediaType, mapping = {}, kind = 'declarations' }: SentFile): Promise<SheetFile> {
    if (content.length === 0) throw refuse('malformed', 'body-empty');
    const source = rowSourceOf(content, mediaType);
    for await (const rows of source.rows()) {
      for (const { rowNumber, cells, quoteFault } of rows) {
        if (rowNumber > NUMBERED_ROWS_MAX) throw tooManyRows();
        if (isBlank(cells) || namedDelimiter(cells.join(source.delimiter))) continue;
        if (quoteFault) throw refuseAt('', 'malformed', 'quote-malformed', { row: String(rowNumber) });
        const { layout, violations } = readHeader(cells, mapping, kind);
        const [first] = violations;
        if (first) throw refuseFor(kindOf(first), violations);
        return new SheetFile(source, layout, rowNumber, kind);
      }
    }
    throw fileEmpty();
  }

  /** The rows below the header with their declarations, some at a time; the process does other things in between. */
  async *rows(): AsyncGenerator<GroupedRow[]> {
    const groups = this.kind === 'declarations' ? new RowGroups(this.layout) : new EachRow(this.layout);
    let count = 0;
    let batch: GroupedRow[] = [];
    for await (const rows of this.source.rows()) {
      for (const row of rows) {
        if (row.rowNumber > NUMBERED_ROWS_MAX) throw tooManyRows();
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
    }
    const last = groups.end();
    if (last) batch.push(last);
    if (count + batch.length === 0) throw fileEmpty();
    if (count + batch.length > ROWS_MAX) throw tooManyRows();
    yield batch;
  }

  private grouped(groups: RowGroups | EachRow, row: CsvRow): GroupedRow | null {
    try {
      return groups.add(this.layout.isDisarmed ? { ...row, cells: row.cells.map(rearmed) } : row);
    } catch (error) {
      if (!(error instanceof TooManyRows)) throw error;
      const params = { reference: error.reference, row: String(error.rowNumber), max: String(ROWS_PER_REFERENCE_MAX) };
      throw refuseAt('', 'too-large', 'reference-too-many-rows', params);
    }
  }
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

const kindOf = ({ code }: Violation): Refusal['kind'] => (code === 'file-too-many-columns' ? 'too-large' : 'malformed');
const fileEmpty = (): Refusal => refuseAt('', 'malformed', 'file-empty');
const tooManyRows = (): Refusal => refuseAt('', 'too-large', 'file-too-many-rows', { max: String(ROWS_MAX) });
