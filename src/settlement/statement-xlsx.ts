import type { Sheet } from '../platform/files/sheet.js';
import { workbook } from '../platform/files/workbook.js';
import type { Language } from '../vocabulary/language.js';
import { WORDING } from './domain/wording.js';
import type { StatementDocument } from './statement-document.js';

/** A statement for spreadsheets: a cover that says what it is, then one sheet a table. */
export function statementXlsx(document: StatementDocument, language: Language, frozenAt: string): Promise<Buffer> {
  const { cover, title } = WORDING[language];
  const rows = [...document.facts, ...document.definitions.map((text) => ['', text])];
  const first: Sheet = { name: cover, columns: [title, ''], rows };
  return workbook([first, ...document.tables], frozenAt);
}
