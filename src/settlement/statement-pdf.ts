import PDFDocument from 'pdfkit';
import { chineseFont } from '../platform/files/font.js';
import type { Cell, Sheet } from '../platform/files/sheet.js';
import type { Language } from '../vocabulary/language.js';
import { WORDING } from './domain/wording.js';
import type { StatementDocument } from './statement-document.js';

const MARGIN = 42;
const WIDTH = 595.28 - 2 * MARGIN;
const BOTTOM = 841.89 - 64;
const ROW = 15;

type Page = PDFKit.PDFDocument;
export interface Printed {
  readonly digest: string;
  readonly frozenAt: string;
}

/**
 * A statement on A4, page x of y and its digest at the foot of every page, with lines to sign on. Nothing in it depends on when
 * or where it is printed: printed twice it is the same bytes.
 */
export function statementPdf(
  document: StatementDocument,
  language: Language,
  { digest, frozenAt }: Printed,
): Promise<Buffer> {
  const words = WORDING[language];
  const page = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    lang: language === 'zh' ? 'zh-CN' : 'en',
    // The moment also makes the identity of the file.
    info: { Title: words.title, Author: 'Loomgate', CreationDate: new Date(frozenAt) },
  });
  const bytes = collected(page);
  page.registerFont('text', chineseFont());
  page.font('text').fontSize(16).text(words.title, { align: 'center' }).moveDown(0.6).fontSize(8.5);
  for (const [name, text] of document.facts) page.text(shown(page, `${name}  ${text}`));
  for (const table of document.tables) print(page, table);
  room(page, 90);
  page.moveDown(1).fontSize(7.5);
  for (const text of document.definitions) page.text(text, MARGIN, page.y, { width: WIDTH });
  page.moveDown(2).fontSize(9).text(words.signature, MARGIN);
  foot(page, (number, count) => `${words.page(number, count)}    SHA-256 ${digest}`);
  page.end();
  return bytes;
}

function collected(page: Page): Promise<Buffer> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    page.on('data', (part: Buffer) => parts.push(part));
    page.on('end', () => resolve(Buffer.concat(parts)));
    page.on('error', reject);
  });
}

/** A heading that would stand alone at the end of a page goes to the next one. */
function print(page: Page, { name, columns, rows }: Sheet): void {
  const layout = layoutOf(columns, rows);
  room(page, 4 * ROW);
  page.moveDown(0.8).fontSize(10.5).text(name, MARGIN).moveDown(0.2).fontSize(8.5);
  const heading = () => {
    row(page, columns, layout);
    page
      .moveTo(MARGIN, page.y - 2)
      .lineTo(MARGIN + WIDTH, page.y - 2)
      .lineWidth(0.5)
      .stroke();
  };
  heading();
  for (const cells of rows) {
    if (room(page, ROW)) heading();
    row(page, cells, layout);
  }
}

/** Begins a page when less than this is left, and says whether it did. */
function room(page: Page, height: number): boolean {
  if (page.y + height <= BOTTOM) return false;
  page.addPage();
  return true;
}

interface Column {
  readonly left: number;
  readonly width: number;
  readonly align: 'left' | 'right';
}

function row(page: Page, cells: readonly Cell[], layout: readonly Column[]): void {
  const top = page.y;
  layout.forEach(({ left, width, align }, index) => {
    const text = shown(page, printed(cells[index] ?? null));
    page.text(text, left, top, { width: width - 6, align, lineBreak: false, ellipsis: true });
  });
  page.x = MARGIN;
  page.y = top + ROW;
}

const isNumeric = (cell: Cell): boolean => typeof cell === 'number' || (typeof cell === 'object' && cell !== null);

/** Figures in groups of three. */
const printed = (cell: Cell): string => {
  if (!isNumeric(cell)) return String(cell ?? '');
  const text = typeof cell === 'object' && cell !== null ? cell.amount : String(cell);
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
};

/** Room in proportion to the longest text of each column, Chinese characters taking twice as much; figures to the right. */
function layoutOf(columns: readonly string[], rows: readonly (readonly Cell[])[]): Column[] {
  const length = (text: string) => [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);
  const longest = columns.map(
    (column, index) => Math.max(length(column), ...rows.map((cells) => length(printed(cells[index] ?? null)))) + 2,
  );
  const sum = longest.reduce((total, one) => total + one, 0);
  let left = MARGIN;
  return longest.map((one, index) => {
    const width = (one / sum) * WIDTH;
    const column: Column = {
      left,
      width,
      align: rows.some((cells) => isNumeric(cells[index] ?? null)) ? 'right' : 'left',
    };
    left += width;
    return column;
  });
}

interface Glyphs {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

/** A character the font does not have would leave nothing on paper: it is printed as a placeholder. The font in use is known to pdfkit alone. */
function shown(page: Page, text: string): string {
  const { font } = (page as unknown as { _font: { font: Glyphs } })._font;
  return [...text].map((one) => (font.hasGlyphForCodePoint(one.codePointAt(0) ?? 0) ? one : '□')).join('');
}

function foot(page: Page, text: (number: number, count: number) => string): void {
  const { start, count } = page.bufferedPageRange();
  for (let index = start; index < start + count; index++) {
    page.switchToPage(index);
    // Below the margin pdfkit would begin another page.
    page.page.margins.bottom = 0;
    page
      .fontSize(7)
      .text(text(index - start + 1, count), MARGIN, 841.89 - 40, { width: WIDTH, align: 'center', lineBreak: false });
  }
}
