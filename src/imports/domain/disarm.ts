/** A spreadsheet takes a cell that begins like this for a formula; the mark itself is among them, so that it can be taken off again. */
const DANGEROUS = /^['=+\-@\t\r\n＇＝＋－＠]/u;
const MARK = "'";

/** A cell that no spreadsheet runs. {@link rearmed} gives back exactly the cell it was. */
export const disarmed = (cell: string): string => (DANGEROUS.test(cell) ? MARK + cell : cell);

/** The cell before it was disarmed. */
export const rearmed = (cell: string): string => (cell.startsWith(MARK) ? cell.slice(1) : cell);
