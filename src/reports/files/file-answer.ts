import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/database/actor.js';
import { attachment } from '../../platform/http/file-name.js';
import { answerWithFile } from '../../platform/http/file-stream.js';
import { WRITERS } from './formats.js';
import { type FileContent, fileNamesOf } from './question-statements.js';
import type { AskedFile, ReportFilesService } from './report-files.service.js';
import type { TableSource } from './table-source.js';

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** The answer with a file of a question, under a name that says which. */
export function fileAnswer(files: ReportFilesService, actor: Actor, asked: AskedFile, { request, reply }: Exchange) {
  const { format, language, content } = asked;
  return answerWithFile(reply, (send) =>
    files.send(actor, asked, (source, keepOpen) =>
      send({
        mediaType: WRITERS[format].mediaType,
        disposition: dispositionOf(source, format),
        headers: {
          ...figureHeaders(source),
          Link: `<${metadataUrls(request, content, source.answered).metadata}>; rel="describedby"; type="application/csvm+json"`,
        },
        pieces: WRITERS[format].pieces(source, language),
        keepOpen,
      }),
    ),
  );
}

export function dispositionOf({ answered }: TableSource, format: AskedFile['format']): string {
  const [ascii, readable] = fileNamesOf(answered);
  const { ending } = WRITERS[format];
  return attachment(`${ascii}.${ending}`, `${readable}.${ending}`);
}

/** What a receiver holds a file against. */
export const figureHeaders = ({ answered, rowCount }: TableSource) => ({
  'X-Row-Count': String(rowCount),
  'X-Total': answered.total,
  'X-As-Of': answered.asOf,
});

const PATHS: Readonly<Record<FileContent, string>> = {
  report: '',
  lines: '/lines',
  changes: '/changes',
  causes: '/changes',
};

/**
 * Where a file and what describes it are asked for. A question of facts without an instant gets that of its answer, so that both
 * are of the same rows whenever they are fetched.
 */
export function metadataUrls(
  { url }: FastifyRequest,
  content: FileContent,
  answered?: Pick<TableSource['answered'], 'question' | 'asOf'>,
): { file: string; metadata: string } {
  const base = '/v1/reports/export-value';
  const query = new URL(url, 'http://local').searchParams;
  for (const name of ['format', 'of', 'summary']) query.delete(name);
  if (answered && ['closed', 'settled'].includes(answered.question.basis)) query.set('asOf', answered.asOf);
  const asked = query.toString();
  const summary = content === 'causes' ? '&summary=cause' : '';
  return {
    file: `${base}${PATHS[content]}?${asked}${summary}&format=csv`,
    metadata: `${base}/metadata?${asked}&of=${content}`,
  };
}
