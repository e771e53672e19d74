import { normaliseText, referenceKey, withoutForbiddenCharacters } from '../../vocabulary/text.js';
import type { ViolationCode } from '../../messages/refusals/violation.js';
import type { CsvRow } from './csv.js';
import type { Layout } from './header.js';

export const ROWS_PER_REFERENCE_MAX = 2_000;

/** Something wrong with a row as such, before anybody asks what it says. */
export interface RowFault {
  readonly code: ViolationCode;
  /** The position of the cell; null for the whole row. */
  readonly cellIndex: number | null;
  readonly params: Readonly<Record<string, string>>;
}

/** A row with the declaration it belongs to. */
export interface GroupedRow {
  readonly rowNumber: number;
  readonly cells: readonly string[];
  /** What the references of its declaration have in common; empty for a row that belongs to none. */
  readonly reference: string;
  /** The place of its declaration among those of the file, from 0; null for a row that belongs to none. */
  readonly position: number | null;
  readonly faults: RowFault[];
}

interface Group {
  readonly position: number;
  /** Whether its first row says something of the declaration beside the reference. */
  readonly hasHeader: boolean;
  rows: number;
}

/** Thrown by {@link RowGroups.add}: more rows of one declaration than may be. */
export class TooManyRows extends Error {
  constructor(
    readonly reference: string,
    readonly rowNumber: number,
  ) {
    super(`Row ${rowNumber} is one too many of ${reference}.`);
  }
}

/**
 * Finds each row's declaration, row by row. A row with a reference belongs to it wherever it stands; a row below one whose cells about
 * the declaration are all empty belongs to the same (merged cells are saved like that). Any other row belongs to none, and so does one
 * that names a declaration of which nothing else is said ("ditto", a slip of the pen). Such a row may be a lost line of its neighbours:
 * both get a fault, so that neither is taken without it.
 */
export class RowGroups {
  private readonly groups = new Map<string, Group>();
  private readonly referenceAt: number;
  /** The declaration of the row above; null where that belongs to none. */
  private above: string | null = null;
  /** The row above, held back: the next one may still find a fault in it. */
  private held: GroupedRow | null = null;
  private strayAbove: number | null = null;

  constructor(private readonly layout: Layout) {
    this.referenceAt = layout.columns.header.find(([column]) => column.path === 'reference')?.[1] ?? -1;
  }

  /** How many declarations there are so far. */
  get declarations(): number {
    return this.groups.size;
  }

  /** Takes the next row and gives back the one before it. Blank rows are no rows. */
  add(row: CsvRow): GroupedRow | null {
    if (row.cells.every((cell) => cell.trim() === '')) return null;
    const key = this.keyOf(row);
    const faults = rowFaultsOf(row, this.layout);
    if (key === null)
      faults.push({ code: 'required-missing', cellIndex: this.referenceAt, params: { field: 'reference' } });
    const group = key === null ? null : this.groupOf(key, row);
    const isStray = !group?.hasHeader;
    const { held, strayAbove } = this;
    if (isStray && held && strayAbove === null) held.faults.push(besideStray(row.rowNumber));
    if (!isStray && strayAbove !== null) faults.push(besideStray(strayAbove));
    this.strayAbove = isStray ? row.rowNumber : null;
    this.above = key;
    const { rowNumber, cells } = row;
    this.held = { rowNumber, cells, reference: key ?? '', position: group?.position ?? null, faults };
    return held;
  }

  /** The last row, after which none follows. */
  end(): GroupedRow | null {
    const { held } = this;
    this.held = null;
    return held;
  }

  private keyOf({ cells, quoteFault }: CsvRow): string | null {
    // Behind a broken quote no cell is known to be where it belongs.
    if (quoteFault && quoteFault.cellIndex <= this.referenceAt) return null;
    const written = normaliseText(cells[this.referenceAt] ?? '');
    // A character that nobody sees is refused where the cell is read; it makes no declaration of its own. A reference of nothing but
    // such characters, or but hyphens, is one all the same.
    const reference = normaliseText(withoutForbiddenCharacters(written)) || written;
    if (reference !== '') return referenceKey(reference) || reference;
    return this.saysOfDeclaration(cells) ? null : this.above;
  }

  /** Whether a cell about the declaration is filled, the reference left aside. */
  private saysOfDeclaration(cells: readonly string[]): boolean {
    return this.layout.columns.header.some(
      ([, index]) => index !== this.referenceAt && (cells[index] ?? '').trim() !== '',
    );
  }

  private groupOf(key: string, { cells, rowNumber }: CsvRow): Group {
    const group = this.groups.get(key) ?? {
      position: this.groups.size,
      hasHeader: this.saysOfDeclaration(cells),
      rows: 0,
    };
    if (++group.rows > ROWS_PER_REFERENCE_MAX) throw new TooManyRows(key, rowNumber);
    this.groups.set(key, group);
    return group;
  }
}

/** What is wrong with a row as such: a broken quote, a cell without a column. */
export function rowFaultsOf({ cells, quoteFault }: CsvRow, { places }: Layout): RowFault[] {
  if (quoteFault) return [{ code: 'quote-malformed', cellIndex: quoteFault.cellIndex, params: {} }];
  const stray = cells.findIndex((cell, index) => (places[index] ?? null) === null && cell.trim() !== '');
  if (stray < 0) return [];
  const params = { cells: String(cells.length), columns: String(places.length) };
  return [{ code: 'cell-without-column', cellIndex: stray, params }];
}

const besideStray = (rowNumber: number): RowFault => {
  return { code: 'beside-stray-row', cellIndex: null, params: { row: String(rowNumber) } };
};
