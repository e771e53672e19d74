import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/database/actor.js';
import { inSlices } from '../platform/in-slices.js';
import { Database } from '../platform/database/database.js';
import type { Language } from '../vocabulary/language.js';
import { csvFile, type WrittenCsv } from '../platform/files/csv.js';
import { type Cell, decimal } from '../platform/files/sheet.js';
import type { Basis, Dimension } from './domain/dimensions.js';
import { keyColumns, MEASURE_COLUMNS, type Presented, presented } from './domain/presentation.js';
import type { WrittenQuestion } from './domain/question.js';
import { report } from './domain/report.js';
import { readExportSums } from './export-value.query.js';
import { namesOf } from './names.query.js';
import { QuestionService } from './question.service.js';

export interface ExportValueReport {
  readonly from: string;
  readonly to: string;
  readonly currency: string;
  readonly basis: Basis;
  readonly asOf: string;
  readonly groupBy: readonly Dimension[];
  readonly total: string;
  /** Distinct declarations; a declaration with three destinations is one. */
  readonly declarations: number;
  readonly countries: number;
  readonly netWeightKg: string;
  readonly change: string | null;
  readonly rows: readonly Presented[];
}

/** Answers what was exported, where to, when and by whom. */
@Injectable()
export class ExportValueService {
  constructor(
    private readonly database: Database,
    private readonly questions: QuestionService,
  ) {}

  /** The answer as the asker may see it, in one snapshot; rows in descending value, adding up to the total to the cent. */
  async answer(actor: Actor, written: WrittenQuestion, language: Language): Promise<ExportValueReport> {
    return this.database.transaction(
      actor,
      async (tx) => {
        const question = await this.questions.resolve(tx, written);
        const { from, to, currency, basis, groupBy } = question;
        const { cells, countries } = await readExportSums(tx, question);
        const nameOf = await namesOf(tx, groupBy, language);
        const { rows, total, declarations, netWeightKg, change } = report(groupBy, cells);
        const asOf = this.questions.knownAt(question);
        const head = { from, to, currency, basis, asOf, groupBy };
        const shown = await inSlices(rows, (row) => presented(groupBy, row, nameOf));
        return { ...head, total, declarations, countries, netWeightKg, change, rows: shown };
      },
      { snapshot: true },
    );
  }
}

/** The rows of an answer as a file. No line of totals: it would be added up with the others. */
export function reportCsv({ groupBy, rows }: ExportValueReport): WrittenCsv {
  const keys = keyColumns(groupBy);
  const measure = (value: Presented[string] | undefined): Cell =>
    typeof value === 'string' ? decimal(value) : (value ?? null);
  const cellsOf = (row: Presented): Cell[] => [
    ...keys.map((column) => row[column] ?? null),
    ...MEASURE_COLUMNS.map((column) => measure(row[column])),
  ];
  return csvFile([...keys, ...MEASURE_COLUMNS], rows.map(cellsOf));
}
