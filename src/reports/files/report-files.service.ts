import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { refuse, refuseAt } from '../../messages/refusals/refusal.js';
import { pointer } from '../../messages/refusals/violation.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { SHEET_ROWS_MAX } from '../../platform/files/xlsx-stream.js';
import { rateHistory } from '../../reference/rates.js';
import type { Language } from '../../vocabulary/language.js';
import { monthOf, nextMonth } from '../../vocabulary/period.js';
import { DrillDownService } from '../drill-down.service.js';
import type { Question, WrittenQuestion } from '../domain/question.js';
import { type ExportValueReport, ExportValueService } from '../export-value.service.js';
import { allLines, countLines } from '../lines.query.js';
import { allChanges, changesByCause, countChanges } from '../changes.query.js';
import { QuestionService } from '../question.service.js';
import { type FileFormat, WRITERS } from './formats.js';
import type { AnsweredQuestion, FileContent } from './question-statements.js';
import { causesTable, changesTable, linesTable, reportTable, type TableSource } from './table-source.js';

/** A file that is asked for. */
export interface AskedFile {
  readonly content: FileContent;
  readonly written: WrittenQuestion & { readonly since?: string };
  readonly format: FileFormat;
  readonly language: Language;
}

/** A report that is answered; `edition` is its name where it is a named one. */
export interface AnsweredReport {
  readonly question: Question;
  readonly report: ExportValueReport;
  readonly language: Language;
  readonly edition?: string;
}

/** What whoever sends the file does with it while its snapshot is open. */
export type SendWork<T> = (source: TableSource, keepOpen: () => Promise<unknown>) => Promise<T>;

/** Rows read together from the cursor: some ten milliseconds of work in any format. */
const READ_ROWS = 1_000;
/** Each long file holds a connection of the pool as long as its reader takes. */
const OPEN_MAX = 4;
/** Months of which a file lists the rates. */
const RATE_MONTHS_MAX = 36;

/** The files of a question: a report, its lines, what has changed it. */
@Injectable()
export class ReportFilesService {
  private open = 0;

  constructor(
    private readonly database: Database,
    private readonly questions: QuestionService,
    private readonly reports: ExportValueService,
    private readonly drillDown: DrillDownService,
  ) {}

  /** Hands the rows to `work` in one snapshot. Refuses what cannot be answered, and what the format has no room for. */
  async send<T>(actor: Actor, asked: AskedFile, work: SendWork<T>): Promise<T> {
    if (this.open >= OPEN_MAX) throw refuse('unavailable', 'service-unavailable');
    this.open += 1;
    try {
      return await this.database.transaction(
        actor,
        async (tx) => {
          const source = await this.sourceOf(tx, asked);
          assertRoom(source, asked.format);
          return work(source, () => tx.one('SELECT 1 AS open'));
        },
        { snapshot: true },
      );
    } finally {
      this.open -= 1;
    }
  }

  /** How many rows the CSV file of this question has, and the SHA-256 of its bytes. */
  digest(
    actor: Actor,
    asked: Omit<AskedFile, 'format'>,
  ): Promise<{ source: TableSource; rows: number; sha256: string }> {
    return this.send(actor, { ...asked, format: 'csv' }, async (source) => {
      const hash = createHash('sha256');
      for await (const piece of WRITERS.csv.pieces(source, asked.language)) hash.update(piece);
      return { source, rows: source.rowCount, sha256: hash.digest('hex') };
    });
  }

  private async sourceOf(tx: Tx, { content, written, language }: AskedFile): Promise<TableSource> {
    const question = await this.questions.resolve(tx, written);
    if (content === 'report') {
      const report = await this.reports.answerTo(tx, question, language);
      return this.reportSource(tx, { question, report, language });
    }
    if (content === 'lines') {
      const figures = await this.drillDown.figures(tx, question);
      const answered = await this.answered(tx, question, { content, ...figures });
      const batches = allLines(tx, question, READ_ROWS);
      return linesTable(answered, { count: await countLines(tx, question), batches }, language);
    }
    const { since, ...moved } = await this.drillDown.moved(tx, question, written.since ?? '');
    const answered = await this.answered(tx, question, { content, total: moved.difference, since });
    if (content === 'causes') {
      const sums = await changesByCause(tx, question, since);
      return causesTable(answered, this.drillDown.named(sums, language), language);
    }
    const batches = allChanges(tx, question, since, READ_ROWS);
    return changesTable(answered, { count: await countChanges(tx, question, since), batches }, language);
  }

  /** The rows of a report that is answered already. */
  async reportSource(tx: Tx, { question, report, language, edition }: AnsweredReport): Promise<TableSource> {
    const { total, declarations, asOf } = report;
    const answered = await this.answered(tx, question, {
      ...{ content: 'report', total, declarations, asOf },
      ...(edition === undefined ? {} : { edition }),
    });
    return reportTable(answered, report, language);
  }

  private async answered(
    tx: Tx,
    question: Question,
    figures: Omit<AnsweredQuestion, 'question' | 'rates' | 'asOf'> & { readonly asOf?: string },
  ): Promise<AnsweredQuestion> {
    const asOf = figures.asOf ?? this.questions.knownAt(question);
    return { ...figures, question, asOf, rates: await ratesIn(tx, question, asOf) };
  }
}

/** A workbook has so many rows a sheet: what does not fit is refused, never cut. */
function assertRoom({ rowCount }: TableSource, format: FileFormat): void {
  if (format !== 'xlsx' || rowCount <= SHEET_ROWS_MAX) return;
  throw refuseAt(pointer('query', 'format'), 'malformed', 'range-too-long', { max: `${SHEET_ROWS_MAX} rows in xlsx` });
}

/** The rates of the months of a question as they were known at an instant; none where the months are many. */
async function ratesIn(tx: Tx, { from, to }: Question, asOf: string): Promise<AnsweredQuestion['rates']> {
  const months: string[] = [];
  for (let month = monthOf(from); month <= monthOf(to) && months.length <= RATE_MONTHS_MAX; month = nextMonth(month)) {
    months.push(month);
  }
  if (months.length > RATE_MONTHS_MAX) return new Map();
  const known = await rateHistory(tx, months);
  return new Map(
    months.flatMap((month) => {
      const rates = known(month, asOf);
      return rates ? [[month, rates] as const] : [];
    }),
  );
}
