import type { Language } from '../vocabulary/language.js';
import type { Format } from '../platform/http/accept.js';
import type { StatementLine } from './domain/statement.js';
import type { SettlementHead } from './settlements.query.js';
import { statementCsv } from './statement-csv.js';
import { statementDocument } from './statement-sheets.js';

/** A frozen statement as a whole file: it is in memory before the first byte is sent, so it is complete or not there. */
export async function statementFile(
  head: SettlementHead,
  lines: readonly StatementLine[],
  { format, language }: { format: Exclude<Format, 'json'>; language: Language },
): Promise<{ body: Buffer; rowCount: number }> {
  const csv = statementCsv(head, lines, language);
  const { rowCount } = csv;
  if (format === 'csv') return { body: Buffer.from(csv.body, 'utf8'), rowCount };
  const document = statementDocument(head, lines, language, csv);
  const { finishedAt: frozenAt, digest } = head;
  // Loaded when the first one is asked for: the writers of spreadsheets and print are a third of what a start would read.
  if (format === 'xlsx') {
    const { statementXlsx } = await import('./statement-xlsx.js');
    return { body: await statementXlsx(document, language, frozenAt), rowCount };
  }
  const { statementPdf } = await import('./statement-pdf.js');
  return { body: await statementPdf(document, language, { digest, frozenAt }), rowCount };
}
