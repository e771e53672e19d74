import { MARGIN, type PdfPage, printable, widthOf } from '../../platform/files/pdf.js';
import type { FormField, PrintedItem } from './printed-declaration.js';

/** Everything the form shows, as text. */
export interface PrintedForm {
  readonly entryId: string;
  readonly reference: string;
  /** 申报地海关. */
  readonly office: string;
  readonly status: string;
  readonly broker: string;
  readonly fields: readonly (readonly FormField[])[];
  readonly items: readonly PrintedItem[];
}

const TITLE = '中华人民共和国海关出口货物报关单';
const ITEMS_A_PAGE = 6;
const TOP = 62;
const FIELD = 26;
const REMARKS = 36;
const HEADING = 15;
const ITEM = 38;
const FOOT = 44;

/** The form on as many pages as its items need, each with the fields above; a page a step. */
export function* printForm(page: PdfPage, form: PrintedForm): Generator<undefined, void, undefined> {
  const pages = Math.max(1, Math.ceil(form.items.length / ITEMS_A_PAGE));
  for (let index = 0; index < pages; index++) {
    if (index > 0) page.addPage();
    // Below the margin pdfkit would begin another page.
    page.page.margins.bottom = 0;
    printTop(page, form, `页码/页数：${index + 1}/${pages}`);
    let y = TOP;
    for (const row of form.fields) {
      const height = row.length === 1 && row[0]?.title.includes('备注') ? REMARKS : FIELD;
      printFields(page, row, { y, height });
      y += height;
    }
    y = printHeadings(page, y);
    const items = form.items.slice(index * ITEMS_A_PAGE, (index + 1) * ITEMS_A_PAGE);
    // Empty rows are ruled as well: nothing can be written in afterwards that would not be seen.
    for (let row = 0; row < ITEMS_A_PAGE; row++, y += ITEM) printItem(page, items[row] ?? null, y);
    printEnd(page, form, y);
    yield;
  }
}

function printTop(page: PdfPage, { entryId, reference, office, status }: PrintedForm, pageText: string): void {
  const width = widthOf(page);
  page.fontSize(15).text(TITLE, MARGIN, 24, { width, align: 'center', lineBreak: false });
  page.fontSize(8);
  const third = width / 3;
  const texts = [
    `申报参考号：${reference}    ${status}`,
    `海关编号：${entryId}    申报地海关：${office}`,
    pageText,
  ] as const;
  const aligns = ['left', 'center', 'right'] as const;
  texts.forEach((text, index) => {
    const options = { width: third, align: aligns[index] ?? 'left', lineBreak: false } as const;
    page.text(printable(page, text), MARGIN + index * third, 48, options);
  });
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function printFields(page: PdfPage, fields: readonly FormField[], { y, height }: { y: number; height: number }): void {
  const unit = widthOf(page) / fields.reduce((sum, { share }) => sum + share, 0);
  let x = MARGIN;
  for (const { title, text, share } of fields) {
    const width = share * unit;
    page.rect(x, y, width, height).lineWidth(0.5).stroke();
    page.fontSize(5.5).text(title, x + 3, y + 2, { width: width - 6, lineBreak: false });
    fitted(page, text, { x: x + 3, y: y + 9.5, width: width - 6, height: height - 10 });
    x += width;
  }
}

const SIZES = [8, 7, 6, 5.2, 4.5] as const;

/** The text in the largest size in which all of it fits; what fits in none is cut with an ellipsis. */
function fitted(page: PdfPage, text: string, { x, y, width, height }: Place): void {
  const shown = printable(page, text);
  const fits = (size: number) => page.fontSize(size).heightOfString(shown, { width, lineGap: -1 }) <= height;
  const size = SIZES.find(fits) ?? SIZES[SIZES.length - 1];
  page.fontSize(size ?? 6).text(shown, x, y, { width, height, lineGap: -1, ellipsis: true });
}

/** Of the whole width, in points of 757. */
const COLUMNS: readonly (readonly [heading: string, width: number])[] = [
  ['项号', 26],
  ['商品编号', 60],
  ['商品名称及规格型号', 205],
  ['数量及单位', 92],
  ['单价/总价/币制', 84],
  ['原产国（地区）', 62],
  ['最终目的国（地区）', 78],
  ['境内货源地', 80],
  ['征免', 70],
];
const COLUMNS_WIDTH = COLUMNS.reduce((sum, [, width]) => sum + width, 0);

function eachColumn(page: PdfPage, y: number, height: number, print: (index: number, place: Place) => void): void {
  const unit = widthOf(page) / COLUMNS_WIDTH;
  let x = MARGIN;
  COLUMNS.forEach(([, share], index) => {
    const width = share * unit;
    page.rect(x, y, width, height).lineWidth(0.5).stroke();
    print(index, { x: x + 3, y: y + 2, width: width - 6, height: height - 3 });
    x += width;
  });
}

function printHeadings(page: PdfPage, y: number): number {
  eachColumn(page, y, HEADING, (index, { x, y: top, width }) => {
    page.fontSize(7).text(COLUMNS[index]?.[0] ?? '', x, top + 2, { width, lineBreak: false });
  });
  return y + HEADING;
}

function printItem(page: PdfPage, item: PrintedItem | null, y: number): void {
  const cells = item === null ? [] : cellsOf(item);
  eachColumn(page, y, ITEM, (index, place) => {
    const text = cells[index];
    if (text !== undefined && text !== '') fitted(page, text, place);
  });
}

const cellsOf = (item: PrintedItem): string[] => [
  ...[item.number, item.hsCode, `${item.name}\n${item.description}`.trim()],
  // Three places, of which the second may be empty: a quantity stands where customs looks for it.
  ...[item.quantities.join('\n'), [item.unitPrice, item.totalPrice, item.currency].join('\n')],
  ...[item.origin, item.destination, item.source, item.levy],
];

const CONFIRMATIONS = '特殊关系确认：      价格影响确认：      支付特许权使用费确认：      自报自缴：';
const STATEMENT = '兹申明对以上内容承担如实申报、依法纳税之法律责任';

function printEnd(page: PdfPage, { broker }: PrintedForm, y: number): void {
  const width = widthOf(page);
  page.rect(MARGIN, y, width, HEADING).lineWidth(0.5).stroke();
  page.fontSize(7).text(CONFIRMATIONS, MARGIN + 3, y + 4, { width: width - 6, lineBreak: false });
  const below = y + HEADING;
  const left = width * 0.7;
  page.rect(MARGIN, below, left, FOOT).stroke();
  page.rect(MARGIN + left, below, width - left, FOOT).stroke();
  page.text('报关人员            报关人员证号            电话', MARGIN + 3, below + 5, { lineBreak: false });
  page.text(STATEMENT, MARGIN + left * 0.52, below + 5, { lineBreak: false });
  page.text(printable(page, `申报单位：${broker}`), MARGIN + 3, below + 26, { width: left / 2, lineBreak: false });
  page.text('申报单位（签章）', MARGIN + left * 0.52, below + 26, { lineBreak: false });
  page.text('海关批注及签章', MARGIN + left + 3, below + 5, { lineBreak: false });
}
