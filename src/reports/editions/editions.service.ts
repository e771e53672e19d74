import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { recordAudit } from '../../audit/audit.js';
import { refuse, refuseAt } from '../../messages/refusals/refusal.js';
import { pointer } from '../../messages/refusals/violation.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { type Page, type PageQuery, readPage } from '../../platform/http/page.js';
import { attachment } from '../../platform/http/file-name.js';
import { Clock } from '../../vocabulary/clock.js';
import { isId, newId } from '../../vocabulary/id.js';
import type { Language } from '../../vocabulary/language.js';
import { asWritten } from '../domain/written-question.js';
import { type ExportValueReport, ExportValueService } from '../export-value.service.js';
import { dispositionOf } from '../files/file-answer.js';
import { FILE_FORMATS, WRITERS } from '../files/formats.js';
import { fileNamesOf } from '../files/question-statements.js';
import { ReportFilesService } from '../files/report-files.service.js';
import type { TableSource } from '../files/table-source.js';
import { inQuestion } from '../in-question.js';
import { QuestionService } from '../question.service.js';
import type { EditionFormat, NewEdition } from './editions.dto.js';
import {
  editionById,
  editionFile,
  type EditionFile,
  type EditionHead,
  editionHeads,
  keepEdition,
} from './editions.repository.js';

/** What is kept for ever, in every format, is no mass of lines. */
const EDITION_ROWS_MAX = 20_000;

/** Figures that are kept under a name, each with the very bytes of its files. */
@Injectable()
export class EditionsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly questions: QuestionService,
    private readonly reports: ExportValueService,
    private readonly files: ReportFilesService,
  ) {}

  /** Answers the question as known now, or at its instant, and keeps answer and files in one commit. */
  create(actor: Actor, { name, question: asked }: NewEdition, language: Language) {
    return this.database.transaction(actor, async (tx) => {
      const question = await inQuestion(() => this.questions.resolve(tx, asWritten(asked)));
      const report = await inQuestion(() => this.reports.answerTo(tx, question, language));
      if (report.rows.length > EDITION_ROWS_MAX) {
        const max = `${EDITION_ROWS_MAX} rows`;
        throw refuseAt(pointer('question'), 'malformed', 'range-too-long', { max });
      }
      const head: EditionHead = {
        ...{ id: newId(), name, question: { ...question, asOf: report.asOf }, language, asOf: report.asOf },
        ...{ total: report.total, rowCount: report.rows.length, createdAt: this.clock.now().toISOString() },
        createdBy: actor.name,
      };
      const files = await this.filesOf(tx, head, report);
      const { createdBy: actorName, ...edition } = head;
      await keepEdition(tx, { ...edition, actorName, actorKey: actor.keyId }, files);
      const detail = { name, total: report.total, asOf: report.asOf };
      const subject = { subjectType: 'report-edition', subjectId: head.id };
      await recordAudit(tx, this.clock, { action: 'report-edition.created', ...subject, detail });
      const made = files.map(({ format, sha256, content }) => ({ format, sha256, bytes: content.length }));
      return { ...head, files: made };
    });
  }

  /** Editions, the latest first. */
  list(actor: Actor, query: PageQuery): Promise<Page<EditionHead>> {
    return this.database.transaction(actor, (tx) =>
      readPage(
        query,
        [isId],
        (after, limit) => editionHeads(tx, after?.[0] ?? null, limit),
        ({ id }) => [id],
      ),
    );
  }

  /** The bytes of an edition as they were made with it. */
  file(actor: Actor, id: string, format: EditionFormat): Promise<{ head: EditionHead; file: EditionFile }> {
    return this.database.transaction(actor, async (tx) => {
      const head = isId(id) ? await editionById(tx, id) : null;
      const file = head && (await editionFile(tx, id, format));
      if (!head || !file) throw refuse('not-found', 'not-found', { what: 'edition', value: id.slice(0, 40) });
      return { head, file };
    });
  }

  private async filesOf(tx: Tx, head: EditionHead, report: ExportValueReport): Promise<EditionFile[]> {
    const { id, name, question, language } = head;
    const source = () => this.files.reportSource(tx, { question, report, language, edition: `${name} (${id})` });
    const first = await source();
    const files = [fileOf('json', jsonOf(head, report), 'application/json; charset=utf-8', jsonName(first))];
    for (const format of FILE_FORMATS) {
      // Rows can be read once: each format gets a source of its own.
      const own = await source();
      const pieces: Buffer[] = [];
      for await (const piece of WRITERS[format].pieces(own, language)) pieces.push(piece);
      files.push(fileOf(format, Buffer.concat(pieces), WRITERS[format].mediaType, dispositionOf(own, format)));
    }
    return files;
  }
}

const jsonOf = ({ id, name }: EditionHead, report: ExportValueReport): Buffer =>
  Buffer.from(JSON.stringify({ ...report, edition: { id, name } }));

const jsonName = ({ answered }: TableSource): string => {
  const [ascii, readable] = fileNamesOf(answered);
  return attachment(`${ascii}.json`, `${readable}.json`);
};

function fileOf(format: EditionFormat, content: Buffer, mediaType: string, disposition: string): EditionFile {
  return { format, content, sha256: createHash('sha256').update(content).digest('hex'), mediaType, disposition };
}
