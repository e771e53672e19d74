import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/database/actor.js';
import { inSlices } from '../platform/in-slices.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import type { Language } from '../vocabulary/language.js';
import type { Basis, Dimension } from './domain/dimensions.js';
import { filledKeys } from './domain/filled-keys.js';
import { type Presented, presented } from './domain/presentation.js';
import type { Question, WrittenQuestion } from './domain/question.js';
import { report, type ReportSums } from './domain/report.js';
import { readExportSums, tooManyRows } from './export-value.query.js';
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

/** Rows that `fill` may ask for. */
const FILLED_MAX = 100_000;

/** Answers what was exported, where to, when and by whom. */
@Injectable()
export class ExportValueService {
  constructor(
    private readonly database: Database,
    private readonly questions: QuestionService,
  ) {}

  /** The answer as the asker may see it, in one snapshot; rows add up to the total to the cent. */
  answer(actor: Actor, written: WrittenQuestion, language: Language): Promise<ExportValueReport> {
    return this.database.transaction(
      actor,
      async (tx) => this.answerTo(tx, await this.questions.resolve(tx, written), language),
      { snapshot: true },
    );
  }

  /** The answer to a question that is resolved, inside a snapshot of the caller. */
  async answerTo(tx: Tx, question: Question, language: Language): Promise<ExportValueReport> {
    const { from, to, currency, basis, groupBy, sort } = question;
    const sums = await readExportSums(tx, question);
    const filled = question.fill ? filledFor(question, sums) : [];
    const { rows, total, netWeightKg, change } = report({ groupBy, sort, filled }, sums.cells);
    const codesOf = (dimension: Dimension) => {
      const index = groupBy.indexOf(dimension);
      return [...new Set(rows.map(({ key }) => key[index] ?? ''))];
    };
    const nameOf = await namesOf(tx, groupBy, language, codesOf);
    const head = { from, to, currency, basis, asOf: this.questions.knownAt(question), groupBy };
    const shown = await inSlices(rows, (row) => presented(groupBy, row, nameOf));
    const { declarations, countries } = sums;
    return { ...head, total, declarations, countries, netWeightKg, change, rows: shown };
  }
}

/** The keys that are rows whatever was exported. Refuses what would be too long, as a longer range is refused. */
function filledFor(question: Question, { cells }: ReportSums): string[][] {
  const present = cells.filter(({ side }) => side === 'now').map(({ key }) => key);
  const keys = filledKeys(question, present, FILLED_MAX);
  if (!keys) throw tooManyRows();
  return keys;
}
