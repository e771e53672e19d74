import ExcelJS from 'exceljs';
import { withFixedTimes } from './fixed-zip.js';
import { disarmed } from '../../vocabulary/formula.js';
import { type Cell, isAmount, type Sheet, textOf } from './sheet.js';

/** More significant digits a spreadsheet cannot hold. */
const DIGITS_MAX = 15;
const WIDTH_MAX = 60;

/**
 * Sheets as an .xlsx file, the only place that knows how one is written. Amounts are numbers where a spreadsheet holds them
 * exactly, otherwise text; text that would start a formula is disarmed. The same sheets at the same instant give the same bytes.
 */
export async function workbook(sheets: readonly Sheet[], at: string): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'Loomgate';
  workbook.lastModifiedBy = 'Loomgate';
  workbook.created = new Date(at);
  workbook.modified = new Date(at);
  for (const { name, columns, rows } of sheets) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.addRow(columns.map(disarmed)).font = { bold: true };
    for (const row of rows) {
      const written = sheet.addRow(row.map(valueOf));
      row.forEach((cell, index) => {
        if (isAmount(cell)) written.getCell(index + 1).numFmt = cell.scale === 2 ? '#,##0.00' : '#,##0.#####';
      });
    }
    columns.forEach((column, index) => {
      const longest = Math.max(widthOf(column), ...rows.map((row) => widthOf(textOf(row[index] ?? null))));
      sheet.getColumn(index + 1).width = Math.min(WIDTH_MAX, longest + 2);
    });
  }
  return withFixedTimes(Buffer.from(await workbook.xlsx.writeBuffer()));
}

/** Chinese characters take twice the room. */
const widthOf = (text: string): number => [...text].reduce((width, one) => width + (one > '\u2e7f' ? 2 : 1), 0);

function valueOf(cell: Cell): string | number | null {
  if (typeof cell === 'string') return disarmed(cell);
  if (!isAmount(cell)) return cell;
  const { amount: written } = cell;
  return written.replace(/\D/g, '').replace(/^0+/, '').length <= DIGITS_MAX ? Number(written) : written;
}
