import PDFDocument from 'pdfkit';
import { inSteps } from '../in-slices.js';
import { chineseFont } from './font.js';
import type { Cell, Sheet } from './sheet.js';

export const MARGIN = 42;
const ROW = 15;

export type PdfPage = PDFKit.PDFDocument;

/** What a printed paper says of itself; the instant also makes the identity of the file, so that printed twice it is the same bytes. */
export interface PaperInfo {
  readonly title: string;
  readonly lang: 'zh-CN' | 'en';
  readonly at: string;
  readonly layout?: 'portrait' | 'landscape';
}

/** An empty A4 document in the Chinese font. */
export function openPaper({ title, lang, at, layout = 'portrait' }: PaperInfo): PdfPage {
  const page = new PDFDocument({
    ...{ size: 'A4', layout, margin: MARGIN, bufferPages: true, lang },
    info: { Title: title, Author: 'Loomgate', CreationDate: new Date(at) },
  });
  page.registerFont('text', chineseFont());
  return page.font('text');
}

/** Points between the margins. */
export const widthOf = ({ page }: PdfPage): number => page.width - 2 * MARGIN;
const bottomOf = ({ page }: PdfPage): number => page.height - 64;

export function collectedBytes(page: PdfPage): Promise<Buffer> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    page.on('data', (part: Buffer) => parts.push(part));
    page.on('end', () => resolve(Buffer.concat(parts)));
    page.on('error', reject);
  });
}

interface Glyph {
  _decode(): unknown;
}

/** What pdfkit has of a paper that is not ended yet, and gives no name to. */
interface Inner {
  readonly _pageBuffer: readonly { end(): void }[];
  readonly _font: {
    readonly subset: { readonly glyphs: readonly number[]; readonly font: { getGlyph(id: number): Glyph } };
  };
}

/** Ends a paper in slices: pdfkit itself would pack all pages and read all characters of the font without a break. */
export async function endPaper(page: PdfPage): Promise<void> {
  await inSteps(readGlyphs(page));
  await inSteps(packPages(page));
  page.end();
}

/** Each character is read once here; the font of the file is then put together from what was read. */
function* readGlyphs(page: PdfPage): Generator<undefined, void, undefined> {
  const { subset } = (page as unknown as Inner)._font;
  for (const id of subset.glyphs) {
    subset.font.getGlyph(id)._decode();
    yield;
  }
}

/** One page after the other, as `flushPages` does with all of them. */
function* packPages(page: PdfPage): Generator<undefined, void, undefined> {
  const inner = page as unknown as { _pageBuffer: Inner['_pageBuffer'] };
  for (const one of inner._pageBuffer) {
    inner._pageBuffer = [one];
    page.flushPages();
    yield;
  }
}

/**
 * A table, row by row: a long one is printed in slices. A heading that would stand alone at the end of a page goes to the next one.
 * Where there is a total it stands below a line.
 */
export function* printSheet(
  page: PdfPage,
  { name, columns, rows }: Sheet,
  total: readonly Cell[] | null = null,
): Generator<undefined, void, undefined> {
  const width = widthOf(page);
  const layout = layoutOf(columns, total === null ? rows : [...rows, total], width);
  room(page, 4 * ROW);
  page.moveDown(0.8).fontSize(10.5).text(name, MARGIN).moveDown(0.2).fontSize(8.5);
  const line = () =>
    page
      .moveTo(MARGIN, page.y - 2)
      .lineTo(MARGIN + width, page.y - 2)
      .lineWidth(0.5)
      .stroke();
  const heading = () => {
    row(page, columns, layout);
    line();
  };
  heading();
  for (const cells of rows) {
    if (room(page, ROW)) heading();
    row(page, cells, layout);
    yield;
  }
  if (total === null) return;
  if (room(page, ROW)) heading();
  else line();
  row(page, total, layout);
}

/** Begins a page when less than this is left, and says whether it did. */
export function room(page: PdfPage, height: number): boolean {
  if (page.y + height <= bottomOf(page)) return false;
  page.addPage();
  return true;
}

interface Column {
  readonly left: number;
  readonly width: number;
  readonly align: 'left' | 'right';
}

function row(page: PdfPage, cells: readonly Cell[], layout: readonly Column[]): void {
  const top = page.y;
  layout.forEach(({ left, width, align }, index) => {
    const text = printable(page, printed(cells[index] ?? null));
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
function layoutOf(columns: readonly string[], rows: readonly (readonly Cell[])[], room: number): Column[] {
  const length = (text: string) => [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);
  const longest = columns.map(
    (column, index) => Math.max(length(column), ...rows.map((cells) => length(printed(cells[index] ?? null)))) + 2,
  );
  const sum = longest.reduce((total, one) => total + one, 0);
  let left = MARGIN;
  return longest.map((one, index) => {
    const width = (one / sum) * room;
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
export function printable(page: PdfPage, text: string): string {
  const { font } = (page as unknown as { _font: { font: Glyphs } })._font;
  return [...text]
    .map((one) => (one === '\n' || font.hasGlyphForCodePoint(one.codePointAt(0) ?? 0) ? one : '□'))
    .join('');
}

export function printFoot(page: PdfPage, text: (number: number, count: number) => string): void {
  const { start, count } = page.bufferedPageRange();
  for (let index = start; index < start + count; index++) {
    page.switchToPage(index);
    // Below the margin pdfkit would begin another page.
    page.page.margins.bottom = 0;
    page.fontSize(7).text(text(index - start + 1, count), MARGIN, page.page.height - 40, {
      width: widthOf(page),
      align: 'center',
      lineBreak: false,
    });
  }
}
