import {
  collectedBytes,
  endPaper,
  MARGIN,
  openPaper,
  type PdfPage,
  printable,
  printFoot,
  printSheet,
} from '../../platform/files/pdf.js';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { inSteps } from '../../platform/in-slices.js';
import { printForm, type PrintedForm } from './form-pdf.js';
import type { PrintedList } from './printed-lists.js';

/** A declaration with what goes with it, ready to be printed. */
export interface PrintedPapers {
  readonly form: PrintedForm;
  /** Each is put together when its turn has come: two thousand goods lines at a time. */
  readonly lists: readonly (() => PrintedList)[];
  /** When the declaration was changed last: printed twice it is the same bytes. */
  readonly at: string;
}

/** The form of customs and the papers behind it as one file. Drawn in slices: fifty items and two thousand goods lines are many pages. */
export async function declarationPdf({ form, lists, at }: PrintedPapers): Promise<Buffer> {
  const page = openPaper({ title: `报关单 ${form.reference}`, lang: 'zh-CN', at, layout: 'landscape' });
  const bytes = collectedBytes(page);
  await inSteps(printForm(page, form));
  for (const list of lists) {
    await nextTurn();
    await inSteps(printList(page, list()));
  }
  printFoot(page, (number, count) => `${form.reference}    第 ${number} 页，共 ${count} 页`);
  await endPaper(page);
  return bytes;
}

function* printList(page: PdfPage, { title, facts, table, total }: PrintedList): Generator<undefined, void, undefined> {
  page.addPage();
  page.fontSize(15).text(title, MARGIN, MARGIN, { align: 'center' }).moveDown(0.5).fontSize(8.5);
  for (const fact of facts) page.text(printable(page, fact), MARGIN);
  yield* printSheet(page, table, total);
}
