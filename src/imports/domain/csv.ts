export type Delimiter = ',' | ';' | '\t';

/** Where the quotes of a row break off; its cells are then those of its own line, with every quote left in. */
export interface QuoteFault {
  readonly cellIndex: number;
}

export interface CsvRow {
  /** As a spreadsheet numbers it: a line break inside quotes begins no row, a blank line is one. */
  readonly rowNumber: number;
  readonly cells: readonly string[];
  readonly quoteFault: QuoteFault | null;
}

/** What a spreadsheet can hold in one cell. A quote that is not closed within it is not closed at all. */
export const CELL_LENGTH_MAX = 32_767;
const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const LINE_BREAK = /\r\n|\r|\n/g;

interface Scanned {
  readonly cells: string[];
  readonly next: number;
  readonly quoteFault: QuoteFault | null;
}

/**
 * Rows of CSV text (RFC 4180) that comes in pieces. Each row ends by CRLF, LF or CR, whatever the others end by. A quote that
 * opens a cell and is not closed right before a delimiter or a line break is a fault of its own row: reading goes on at the next line.
 */
export class CsvReader {
  private text = '';
  private rowNumber = 0;
  /** Below this length an unfinished row is not looked at again: a row of many pieces would be scanned once a piece. */
  private worthwhile = 0;

  constructor(private readonly delimiter: Delimiter) {}

  /** The rows that are complete. `last` says that nothing follows. */
  *push(piece: string, last: boolean): Generator<CsvRow> {
    this.text += piece;
    if (!last && this.text.length < this.worthwhile) return;
    let at = 0;
    while (at < this.text.length) {
      const row = this.scan(at, last);
      if (row === null) break;
      at = row.next;
      this.rowNumber++;
      yield { rowNumber: this.rowNumber, cells: row.cells, quoteFault: row.quoteFault };
    }
    this.text = this.text.slice(at);
    this.worthwhile = 2 * this.text.length;
  }

  /** Length of what has come of a row that is not complete. */
  get pending(): number {
    return this.text.length;
  }

  /** One row from here on; null where its end has not come yet. */
  private scan(start: number, last: boolean): Scanned | null {
    const { text } = this;
    const cells: string[] = [];
    const delimiter = this.delimiter.charCodeAt(0);
    for (let at = start; ;) {
      let end: number;
      if (text.charCodeAt(at) === QUOTE) {
        const quoted = this.quoted(at, last);
        if (quoted === null) return null;
        if (quoted === 'broken') return this.broken(start, at, cells, last);
        cells.push(quoted.value);
        end = quoted.end;
      } else {
        end = at;
        for (let code = text.charCodeAt(end); end < text.length; code = text.charCodeAt(++end)) {
          if (code === delimiter || code === LF || code === CR) break;
        }
        if (end === text.length && !last) return null;
        cells.push(text.slice(at, end));
      }
      if (text.charCodeAt(end) !== delimiter) {
        const next = this.afterBreak(end, last);
        return next === null ? null : { cells, next, quoteFault: null };
      }
      at = end + 1;
      if (at === text.length && !last) return null;
    }
  }

  private quoted(opened: number, last: boolean): { value: string; end: number } | 'broken' | null {
    const { text } = this;
    let value = '';
    for (let from = opened + 1; ;) {
      const close = text.indexOf('"', from);
      const seen = close < 0 ? text.length : close;
      if (seen - opened > CELL_LENGTH_MAX) return 'broken';
      if (close < 0) return last ? 'broken' : null;
      value += text.slice(from, close);
      const end = close + 1;
      if (end === text.length) return last ? { value, end } : null;
      const code = text.charCodeAt(end);
      if (code !== QUOTE) return this.endsCell(code) ? { value, end } : 'broken';
      value += '"';
      from = end + 1;
    }
  }

  private endsCell(code: number): boolean {
    return code === LF || code === CR || code === this.delimiter.charCodeAt(0);
  }

  /** The row whose quotes are broken: its cells so far, and the rest of the line in which the quote was opened as it stands. */
  private broken(start: number, opened: number, cells: string[], last: boolean): Scanned | null {
    LINE_BREAK.lastIndex = opened;
    const lineBreak = LINE_BREAK.exec(this.text);
    const end = lineBreak?.index ?? this.text.length;
    const next = lineBreak ? this.afterBreak(end, last) : last ? end : null;
    if (next === null) return null;
    const rest = this.text.slice(opened, end).split(this.delimiter);
    return { cells: [...cells, ...rest], next, quoteFault: { cellIndex: cells.length } };
  }

  /** Where the row after this line break begins; null while it cannot be known whether a line feed follows the carriage return. */
  private afterBreak(end: number, last: boolean): number | null {
    if (this.text.charCodeAt(end) !== CR) return Math.min(end + 1, this.text.length);
    if (end + 1 === this.text.length && !last) return null;
    return this.text.charCodeAt(end + 1) === LF ? end + 2 : end + 1;
  }
}

const QUOTED = /"[^"]*"?/g;
const HEADER_LENGTH_SEEN = 65_536;

/** Comma, semicolon or tab: whichever the first line of a text has most of outside quotes. */
export function delimiterOf(text: string): Delimiter {
  const bare = text.slice(0, HEADER_LENGTH_SEEN).replace(QUOTED, '');
  const [line = ''] = bare.split(/[\r\n]/, 1);
  const count = (mark: string) => line.split(mark).length;
  if (count('\t') > count(',') && count('\t') > count(';')) return '\t';
  return count(';') > count(',') ? ';' : ',';
}

/** The delimiter that a first line `sep=;` names; null for any other line. */
export function namedDelimiter(line: string): Delimiter | null {
  const named = /^"?sep=([,;\t])"?[,;\t]*\s*$/i.exec(line)?.[1];
  return (named as Delimiter | undefined) ?? null;
}
