/** How a text begins that a spreadsheet would calculate, full-width forms included. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;
const MARK = "'";
/** The mark itself is marked as well where it is to be taken off again. */
const MARKED = /^['＇]/u;

/** A text that no spreadsheet runs: a firm may call itself "=HYPERLINK(…)". */
export const disarmed = (text: string): string => (FORMULA.test(text) ? MARK + text : text);

/** The same for a cell that comes back: {@link rearmed} gives exactly the cell it was. */
export const disarmedForReturn = (cell: string): string => (MARKED.test(cell) ? MARK + cell : disarmed(cell));

/** The cell before it was disarmed. */
export const rearmed = (cell: string): string => (cell.startsWith(MARK) ? cell.slice(1) : cell);
