import { createHash } from 'node:crypto';
import { disarmed } from '../../vocabulary/formula.js';
import { BOM } from './csv.js';
import { isNumber, type RowBatches, type RowsWritten, type TableColumn, type TableRow } from './table.js';

const QUOTED = /[",\r\n]|^\s|\s$/;

export const csvCell = (text: string): string => (QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A row as CSV for a spreadsheet. Text is disarmed; numbers stay numbers: "-12.00" is no formula. */
function csvLine(row: TableRow, isFigure: readonly boolean[]): string {
  let line = '';
  for (let index = 0; index < row.length; index++) {
    const cell = row[index] ?? null;
    if (index > 0) line += ',';
    if (cell !== null) line += isFigure[index] || typeof cell === 'number' ? String(cell) : csvCell(disarmed(cell));
  }
  return `${line}\r\n`;
}

/** Rows as text of CSV, with a header line, under a running SHA-256 of the bytes. */
export class CsvText {
  private readonly hash = createHash('sha256');
  private readonly isFigure: readonly boolean[];
  private rows = 0;

  constructor(private readonly columns: readonly Pick<TableColumn, 'name' | 'type'>[]) {
    this.isFigure = columns.map(isNumber);
  }

  /** The byte order mark, by which a spreadsheet knows that a file is UTF-8, and the names of the columns. */
  header(): Buffer {
    return this.hashed(`${BOM}${this.columns.map(({ name }) => csvCell(name)).join(',')}\r\n`);
  }

  lines(rows: readonly TableRow[]): Buffer {
    this.rows += rows.length;
    let text = '';
    for (const row of rows) text += csvLine(row, this.isFigure);
    return this.hashed(text);
  }

  /** Ends the digest: nothing can be added afterwards. */
  end(): RowsWritten {
    return { rows: this.rows, sha256: this.hash.digest('hex') };
  }

  private hashed(text: string): Buffer {
    const bytes = Buffer.from(text);
    this.hash.update(bytes);
    return bytes;
  }
}

/** A CSV file, piece by piece. */
export async function* csvPieces(
  columns: readonly Pick<TableColumn, 'name' | 'type'>[],
  batches: RowBatches,
): AsyncGenerator<Buffer> {
  const text = new CsvText(columns);
  yield text.header();
  for await (const rows of batches) if (rows.length > 0) yield text.lines(rows);
}
