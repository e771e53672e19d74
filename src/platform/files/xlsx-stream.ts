import { disarmed } from '../../vocabulary/formula.js';
import { CsvText } from './csv-stream.js';
import type { RowBatches, RowsWritten, TableCell, TableColumn, TableHead, TableRow } from './table.js';
import * as parts from './xlsx-parts.js';
import { ZipStream } from './zip-stream.js';

/** Rows below the heading that a sheet has room for. */
export const SHEET_ROWS_MAX = 1_048_575;
/** More significant digits a spreadsheet cannot hold: such a number is written as text. */
const DIGITS_MAX = 15;
/** Days since the 30th of December 1899, which is how a spreadsheet counts. */
const EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/** Words of the sheet that says what the file is. */
const WORDS = {
  zh: {
    about: '说明',
    rows: '数据',
    count: '行数',
    hash: '数据 SHA-256（与 csv 文件一致）',
    column: '列',
    name: '名称',
    meaning: '含义',
  },
  en: {
    about: 'About',
    rows: 'Rows',
    count: 'Rows',
    hash: 'SHA-256 of the rows (that of the csv file)',
    column: 'Column',
    name: 'Name',
    meaning: 'Meaning',
  },
} as const;

const styleOf = ({ type, scale = 0 }: TableColumn): number => {
  if (type === 'day') return parts.STYLE.day;
  if (type !== 'decimal') return parts.STYLE.plain;
  return scale === 2 ? parts.STYLE.money : scale === 4 ? parts.STYLE.ratio : parts.STYLE.decimal;
};

/**
 * A workbook, piece by piece: what the file says about itself on the first sheet, the rows on the second, with cells of their type.
 * The first sheet is written last, when rows and digest are known; the order of the sheets does not follow from that of the parts.
 */
export async function* xlsxPieces(head: TableHead, batches: RowBatches): AsyncGenerator<Buffer> {
  const zip = new ZipStream();
  const words = WORDS[head.lang];
  yield* zip.entry('[Content_Types].xml', [parts.CONTENT_TYPES]);
  yield* zip.entry('_rels/.rels', [parts.ROOT_RELATIONS]);
  yield* zip.entry('xl/workbook.xml', [parts.workbookXml(words.about, words.rows)]);
  yield* zip.entry('xl/_rels/workbook.xml.rels', [parts.WORKBOOK_RELATIONS]);
  yield* zip.entry('xl/styles.xml', [parts.STYLES]);
  yield* zip.entry('docProps/core.xml', [parts.coreXml(head.title, head.at)]);
  const csv = new CsvText(head.columns);
  csv.header();
  yield* zip.entry('xl/worksheets/sheet2.xml', rowsXml(head.columns, batches, csv));
  yield* zip.entry('xl/worksheets/sheet1.xml', [aboutXml(head, csv.end())]);
  yield zip.end();
}

/** A column with what its cells need: its name, such as AB, and its style. */
interface SheetColumn {
  readonly type: TableColumn['type'];
  readonly columnName: string;
  readonly style: number;
}

async function* rowsXml(columns: readonly TableColumn[], batches: RowBatches, csv: CsvText): AsyncGenerator<string> {
  const widths = columns.map(({ name, type }) => Math.max(name.length + 2, type === 'text' ? 16 : 14));
  yield parts.sheetStart(widths, true);
  yield rowOfTexts(
    1,
    columns.map(({ name }) => name),
    parts.STYLE.heading,
  );
  const placed = columns.map((column, index) => ({
    type: column.type,
    columnName: columnNameOf(index),
    style: styleOf(column),
  }));
  let number = 1;
  for await (const rows of batches) {
    csv.lines(rows);
    let xml = '';
    for (const row of rows) {
      number += 1;
      if (number > SHEET_ROWS_MAX + 1) throw new RangeError('more rows than a sheet has room for');
      xml += rowXml(number, row, placed);
    }
    yield xml;
  }
  yield parts.SHEET_END;
}

function rowXml(number: number, row: TableRow, columns: readonly SheetColumn[]): string {
  let xml = `<row r="${number}">`;
  for (const [index, column] of columns.entries()) xml += cellXml(row[index] ?? null, number, column);
  return `${xml}</row>`;
}

function cellXml(cell: TableCell, number: number, { type, columnName, style }: SheetColumn): string {
  if (cell === null || cell === '') return '';
  const place = `${columnName}${number}`;
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if (type === 'day') return `<c r="${place}" s="${style}"><v>${serialOf(cell)}</v></c>`;
  if (type === 'decimal' && isExact(cell)) return `<c r="${place}" s="${style}"><v>${cell}</v></c>`;
  return textCell(place, type === 'text' ? disarmed(cell) : cell, parts.STYLE.plain);
}

export const textCell = (place: string, text: string, style: number): string =>
  `<c r="${place}" t="inlineStr"${style === 0 ? '' : ` s="${style}"`}><is><t xml:space="preserve">${parts.xmlText(text)}</t></is></c>`;

const rowOfTexts = (number: number, cells: readonly string[], style: number, height = ''): string =>
  `<row r="${number}"${height}>${cells.map((cell, index) => textCell(`${columnNameOf(index)}${number}`, disarmed(cell), style)).join('')}</row>`;

/** The name of a column: A, …, Z, AA, … */
export const columnNameOf = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : `${columnNameOf(Math.floor(index / 26) - 1)}${columnNameOf(index % 26)}`;

const serialOf = (day: string): number => (Date.parse(day) - EPOCH) / DAY_MS;

/** Whether a spreadsheet shows this number as it is. */
function isExact(text: string): boolean {
  if (text.length <= DIGITS_MAX) return true;
  return text.replace(/\D/g, '').replace(/^0+/, '').length <= DIGITS_MAX;
}

const ABOUT_WIDTHS = [26, 60, 80];
const TEXT_PT = 15;
const TITLE_PT = 21;

/** Lines that wrapped cells need: not every program measures them when it opens the file. Chinese characters take twice the room. */
const linesOf = (cells: readonly string[]): number =>
  Math.max(
    1,
    ...cells.map((cell, index) => {
      const width = [...cell].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);
      return Math.ceil(width / (ABOUT_WIDTHS[index] ?? 1));
    }),
  );

const heightXml = (points: number): string => (points === TEXT_PT ? '' : ` ht="${points}" customHeight="1"`);

function aboutXml({ title, lang, statements, columns }: TableHead, { rows, sha256 }: RowsWritten): string {
  const words = WORDS[lang];
  const { title: large, heading, wrapped } = parts.STYLE;
  const lines: (readonly [style: number, ...cells: string[]])[] = [
    [large, title],
    ...statements.map(([label, value]) => [wrapped, label, value] as const),
    [wrapped, words.count, String(rows)],
    [wrapped, words.hash, sha256],
    [0],
    [heading, words.column, words.name, words.meaning],
    ...columns.map(({ name, title: called, about }) => [wrapped, name, called, about] as const),
  ];
  const xml = lines.map(([style, ...cells], index) =>
    rowOfTexts(index + 1, cells, style, heightXml(style === large ? TITLE_PT : TEXT_PT * linesOf(cells))),
  );
  return `${parts.sheetStart(ABOUT_WIDTHS, false)}${xml.join('')}${parts.SHEET_END}`;
}
