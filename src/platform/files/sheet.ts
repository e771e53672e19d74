/** A decimal text that is to be shown as a number with so many decimals at least. */
export interface Amount {
  readonly amount: string;
  readonly scale: number;
}

export type Cell = string | number | Amount | null;

/** A table of a printed or calculated document: a name, headings, rows. Counts are whole numbers, amounts decimal text. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export const money = (text: string): Amount => ({ amount: text, scale: 2 });
/** Decimal text that is a number, with the decimals it has. */
export const decimal = (text: string): Amount => ({ amount: text, scale: 0 });

export const isAmount = (cell: Cell): cell is Amount => typeof cell === 'object' && cell !== null;
export const textOf = (cell: Cell): string => (isAmount(cell) ? cell.amount : String(cell ?? ''));
