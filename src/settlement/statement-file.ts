import type { Language } from '../vocabulary/language.js';
import type { Format } from '../platform/http/accept.js';
import type { StatementLine } from './domain/statement.js';
import type { StatementHead } from './frozen-statements.query.js';
import { statementCsv } from './statement-csv.js';
import { statementPdf } from './statement-pdf.js';
import { statementDocument } from './statement-document.js';
import { statementXlsx } from './statement-xlsx.js';

/**
 * A frozen statement as a whole file: it is in memory before the first byte is sent, so it is complete or not there. The writers of
 * workbooks and print are loaded with the service: loaded at the first question, they held every other caller up for 220 ms.
 */
export async function statementFile(
  head: StatementHead,
  lines: readonly StatementLine[],
  { format, language }: { format: Exclude<Format, 'json'>; language: Language },
): Promise<{ body: Buffer; rowCount: number }> {
  const csv = statementCsv(head, lines, language);
  const { rowCount } = csv;
  if (format === 'csv') return { body: Buffer.from(csv.body, 'utf8'), rowCount };
  const document = statementDocument(head, lines, language, csv);
  const { finishedAt: frozenAt, digest } = head;
  if (format === 'xlsx') return { body: await statementXlsx(document, language, frozenAt), rowCount };
  return { body: await statementPdf(document, language, { digest, frozenAt }), rowCount };
}
