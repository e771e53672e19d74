import { GOODS_FIELDS, LINES_MAX, newRow, withCell, type GoodsField, type GoodsRow } from './rows.js';
import { fieldOfHeader } from './headers.js';
import { readCell, type CodeNames, type CellProblem } from './cell.js';

/**
 * The cells of a clipboard text, by the rules of Excel: a cell that begins with a quote ends with the quote before the next tab or line
 * end, and a doubled quote in it is a quote. A quote that nothing closes is a letter like any other. Rows end with CRLF, LF or CR.
 */
export function parseClipboard(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let place = 0;
  while (place < text.length || row.length > 0) {
    const { cell, end } = quotedCell(text, place) ?? plainCell(text, place);
    row.push(cell);
    const separator = text[end];
    if (separator === '\t') {
      place = end + 1;
      continue;
    }
    rows.push(row);
    row = [];
    place = end + (separator === '\r' && text[end + 1] === '\n' ? 2 : 1);
  }
  return rectangular(rows);
}

const QUOTED = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)/y;
const PLAIN = /[^\t\r\n]*/y;

function quotedCell(text: string, place: number): { cell: string; end: number } | null {
  if (text[place] !== '"') return null;
  QUOTED.lastIndex = place;
  const found = QUOTED.exec(text);
  return found === null ? null : { cell: (found[1] ?? '').replaceAll('""', '"'), end: QUOTED.lastIndex };
}

function plainCell(text: string, place: number): { cell: string; end: number } {
  PLAIN.lastIndex = place;
  const cell = PLAIN.exec(text)?.[0] ?? '';
  return { cell, end: place + cell.length };
}

/** Without the empty rows at the end, every row as wide as the widest. */
function rectangular(rows: string[][]): string[][] {
  const last = rows.findLastIndex((row) => row.some((cell) => cell.trim() !== ''));
  const used = rows.slice(0, last + 1);
  const width = used.reduce((most, row) => Math.max(most, row.length), 0);
  return used.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
}

/** The text of cells for other programs, quoted as Excel does. */
export const clipboardText = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) => row.map((cell) => (/["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .join('\r\n');

/** What stands in a column of the clipboard: a field of the goods line, or nothing that is pasted. */
export type PasteColumn = GoodsField | null;

/** How the block is going to be pasted, as the preview proposes it and the person may change it. */
export interface PastePlan {
  readonly hasHeader: boolean;
  readonly columns: readonly PasteColumn[];
}

/**
 * The proposal for a block: where its first row names at least two columns, by their names; otherwise in the order of the grid from
 * the active cell on. A field that two columns claim goes to the first of them.
 */
export function planPaste(
  block: readonly (readonly string[])[],
  fields: readonly GoodsField[],
  from: number,
): PastePlan {
  const [first = []] = block;
  const named = first.map(fieldOfHeader);
  const hasHeader =
    named.filter((field) => field !== null).length >= 2 && !first.some((cell) => /^[\d.,]+$/.test(cell));
  const columns = hasHeader ? named : first.map((_, index) => fields[from + index] ?? null);
  return { hasHeader, columns: columns.map((field, index) => (columns.indexOf(field) === index ? field : null)) };
}

/** A cell that was not pasted as it was typed, or that cannot be right. */
export interface PastedCell {
  readonly row: number;
  readonly field: GoodsField;
  readonly typed: string;
  readonly value: string;
  readonly problem: CellProblem | null;
}

export interface PasteReading {
  readonly rows: readonly GoodsRow[];
  readonly changed: readonly PastedCell[];
  readonly problems: readonly PastedCell[];
  /** How many columns have empty cells below filled ones, as merged cells leave them. */
  readonly gaps: readonly GoodsField[];
}

export interface PasteChoices {
  readonly names: CodeNames;
  /** Fill the gaps that merged cells leave with what stands above them. */
  readonly fillGaps?: boolean;
  /** Put back the zero that a spreadsheet took from the front of a nine-digit HS code. */
  readonly padHsCodes?: boolean;
  /** Leave out the rows that have a problem. */
  readonly onlyClean?: boolean;
}

/** The rows of a block as they will stand in the grid, with everything that was read otherwise than it was written. */
export function readBlock(
  block: readonly (readonly string[])[],
  { hasHeader, columns }: PastePlan,
  choices: PasteChoices,
): PasteReading {
  const lines = hasHeader ? block.slice(1) : block;
  const changed: PastedCell[] = [];
  const problems: PastedCell[] = [];
  const gaps = columns.flatMap((field, column) => (field !== null && hasGaps(lines, column) ? [field] : []));
  const above = new Map<GoodsField, string>();
  const rows = lines.map((cells, row) =>
    columns.reduce((built, field, column) => {
      if (field === null) return built;
      const typed = choices.fillGaps && cells[column]?.trim() === '' ? (above.get(field) ?? '') : (cells[column] ?? '');
      above.set(field, typed);
      const read = readCell(field, typed, choices.names, { padHsCodes: choices.padHsCodes ?? false });
      const cell = { row, field, typed, value: read.value, problem: read.problem };
      if (read.problem !== null) problems.push(cell);
      else if (read.value !== typed) changed.push(cell);
      return withCell(built, field, read.value);
    }, newRow()),
  );
  const bad = new Set(problems.map(({ row }) => row));
  return { rows: choices.onlyClean ? rows.filter((_, row) => !bad.has(row)) : rows, changed, problems, gaps };
}

/** Text columns may well be empty on a line; of what a merged cell usually spans, an empty cell below a filled one is a gap. */
const SPANNED: readonly GoodsField[] = ['hsCode', 'name', 'unit', 'finalDestination', 'stall'];
const hasGaps = (lines: readonly (readonly string[])[], column: number): boolean => {
  const first = lines.findIndex((cells) => cells[column]?.trim() !== '');
  return (
    first >= 0 &&
    lines.slice(first).some((cells) => cells[column]?.trim() === '' && cells.some((cell) => cell.trim() !== ''))
  );
};
export const spannedGaps = (gaps: readonly GoodsField[]): readonly GoodsField[] =>
  gaps.filter((field) => SPANNED.includes(field));

export type PastePlace = 'append' | 'overwrite' | 'replace';

/** How many lines the declaration would have, where that is more than it may have; otherwise null. */
export function linesBeyond(existing: number, pasted: number, place: PastePlace, at: number): number | null {
  const lines = place === 'append' ? existing + pasted : place === 'replace' ? pasted : Math.max(existing, at + pasted);
  return lines > LINES_MAX ? lines : null;
}

/** The rows of the grid after the paste. Overwriting changes only the cells that the block has; rows keep their other cells. */
export function pasteRows(
  existing: readonly GoodsRow[],
  pasted: readonly GoodsRow[],
  place: PastePlace,
  target: { readonly at: number; readonly columns: readonly PasteColumn[] },
): readonly GoodsRow[] {
  if (place === 'replace') return pasted;
  if (place === 'append') return [...existing, ...pasted];
  const fields = GOODS_FIELDS.filter((field) => target.columns.includes(field));
  const merged = pasted.map((row, index) => {
    const old = existing[target.at + index];
    return old === undefined
      ? row
      : fields.reduce((built, field) => withCell(built, field, row.cells[field] ?? ''), old);
  });
  return [...existing.slice(0, target.at), ...merged, ...existing.slice(target.at + pasted.length)];
}

/** Whether a block goes in at once: small, without a header, within the columns right of the cursor. */
export const fitsDirectly = (block: readonly (readonly string[])[], plan: PastePlan, columnsLeft: number): boolean =>
  !plan.hasHeader && block.length <= 20 && (block[0]?.length ?? 0) <= columnsLeft;
