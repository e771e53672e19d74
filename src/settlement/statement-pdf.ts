import {
  collectedBytes,
  endPaper,
  MARGIN,
  openPaper,
  printable,
  printFoot,
  printSheet,
  room,
  widthOf,
} from '../platform/files/pdf.js';
import { inSteps } from '../platform/in-slices.js';
import type { Language } from '../vocabulary/language.js';
import { WORDING } from './domain/wording.js';
import type { StatementDocument } from './statement-document.js';

export interface Printed {
  readonly digest: string;
  readonly frozenAt: string;
}

/**
 * A statement on A4, page x of y and its digest at the foot of every page, with lines to sign on. Nothing in it depends on when
 * or where it is printed: printed twice it is the same bytes.
 */
export async function statementPdf(
  document: StatementDocument,
  language: Language,
  { digest, frozenAt }: Printed,
): Promise<Buffer> {
  const words = WORDING[language];
  const lang = language === 'zh' ? 'zh-CN' : 'en';
  const page = openPaper({ title: words.title, lang, at: frozenAt });
  const bytes = collectedBytes(page);
  page.fontSize(16).text(words.title, { align: 'center' }).moveDown(0.6).fontSize(8.5);
  for (const [name, text] of document.facts) page.text(printable(page, `${name}  ${text}`));
  for (const table of document.tables) await inSteps(printSheet(page, table));
  room(page, 90);
  page.moveDown(1).fontSize(7.5);
  for (const text of document.definitions) page.text(text, MARGIN, page.y, { width: widthOf(page) });
  page.moveDown(2).fontSize(9).text(words.signature, MARGIN);
  printFoot(page, (number, count) => `${words.page(number, count)}    SHA-256 ${digest}`);
  await endPaper(page);
  return bytes;
}
