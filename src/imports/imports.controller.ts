import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { LongWork } from '../platform/http/long-work.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, ResponseFileExample, RequestExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import {
  ERRORS_FILE,
  FILE,
  IMPORT,
  IMPORT_TAKEN,
  IMPORT_WITH_ERRORS,
  REJECTED_FILE,
  TEMPLATE_FILE,
} from './imports.examples.js';
import { cursorOf, limitOf, pageOf, PageQuery } from '../platform/http/page.js';
import { CurrentLanguage, CurrentActor } from '../platform/http/request.js';
import { type Upload, uploadOf } from '../platform/http/upload.js';
import { isId } from '../vocabulary/id.js';
import type { Language } from '../vocabulary/language.js';
import { refuse } from '../messages/refusal.js';
import { renderViolation } from '../messages/violation.js';
import { errorsCsv, rejectedCsv, templateCsv, toErrorResponse } from './imports.csv.js';
import { CSV, ImportQuery } from './imports.dto.js';
import { allErrors, failureOf, firstErrors, headOf, rejectedRows, viewById, views } from './imports.query.js';
import { ImportsService } from './imports.service.js';

const ERRORS_SHOWN = 100;

@ApiTags('imports')
@Roles('broker')
@LongWork()
@Controller('v1/imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly database: Database,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Hand in a file of declarations, as the body or as the field `file` of a form; a job reads its rows',
  })
  @HttpCode(202)
  @ApiConsumes(CSV, 'multipart/form-data')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @RequestExample(FILE)
  @ResponseExample(IMPORT_TAKEN)
  accept(@CurrentActor() actor: Actor, @Query() query: ImportQuery, @Req() request: FastifyRequest) {
    return this.imports.accept(actor, fileOf(request), query);
  }

  @Get()
  @ApiOperation({ summary: 'Imports, the latest first' })
  @ResponseExample(page(IMPORT))
  list(@CurrentActor() actor: Actor, @Query() query: PageQuery) {
    const limit = limitOf(query);
    return this.database.transaction(actor, async (tx) =>
      pageOf(await views(tx, cursorOf(query, [isId])?.[0] ?? null, limit + 1), limit, (view) => [view.id]),
    );
  }

  @Get('template.csv')
  @ApiOperation({ summary: 'An empty file with the column names' })
  @ResponseFileExample({ 'text/csv': TEMPLATE_FILE })
  template(@CurrentLanguage() language: Language, @Res() reply: FastifyReply) {
    return sendCsv(reply, templateCsv(language), 'loomgate-declarations.csv');
  }

  @Get(':id')
  @ApiOperation({ summary: 'How an import stands, with its first 100 errors' })
  @ResponseExample(IMPORT_WITH_ERRORS)
  one(@CurrentActor() actor: Actor, @Param('id') id: string, @CurrentLanguage() language: Language) {
    return this.about(actor, id, async (tx, view) => {
      const errors = await firstErrors(tx, id, ERRORS_SHOWN);
      const failure = (await failureOf(tx, id))?.failure?.violations.map((found) => renderViolation(found, language));
      return {
        ...view,
        errors: errors.map((error) => toErrorResponse(error, language)),
        ...(failure ? { failure } : {}),
      };
    });
  }

  @Get(':id/errors.csv')
  @ApiOperation({ summary: 'All errors of an import' })
  @ResponseFileExample({ 'text/csv': ERRORS_FILE })
  async errors(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @CurrentLanguage() language: Language,
    @Res() reply: FastifyReply,
  ) {
    const file = await this.about(actor, id, (tx) => whole(errorsCsv(allErrors(tx, id), language)));
    return sendCsv(reply, file, `import-${id}-errors.csv`);
  }

  @Get(':id/rejected.csv')
  @ApiOperation({ summary: 'The refused rows with a column that says why, ready to be corrected and sent again' })
  @ResponseFileExample({ 'text/csv': REJECTED_FILE })
  async rejected(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @CurrentLanguage() language: Language,
    @Res() reply: FastifyReply,
  ) {
    const file = await this.about(actor, id, async (tx) => {
      const head = (await headOf(tx, id)) ?? { header: null, delimiter: null };
      return whole(rejectedCsv(head, rejectedRows(tx, id), language));
    });
    return sendCsv(reply, file, `import-${id}-rejected.csv`);
  }

  /** Another firm's import and one that never was look the same. */
  private about<T>(
    actor: Actor,
    id: string,
    work: (tx: Tx, view: NonNullable<Awaited<ReturnType<typeof viewById>>>) => Promise<T>,
  ) {
    return this.database.transaction(actor, async (tx) => {
      const view = isId(id) ? await viewById(tx, id) : null;
      if (!view) throw refuse('not-found', 'not-found');
      return work(tx, view);
    });
  }
}

function fileOf(request: FastifyRequest): Upload {
  const upload = uploadOf(request);
  if (!upload) throw refuse('malformed', 'body-empty');
  return upload;
}

async function whole(pieces: AsyncIterable<string>): Promise<Buffer> {
  const bytes: Buffer[] = [];
  for await (const piece of pieces) bytes.push(Buffer.from(piece));
  return Buffer.concat(bytes);
}

function sendCsv(reply: FastifyReply, content: string | Buffer, name: string) {
  return reply
    .type('text/csv; charset=utf-8')
    .header('Content-Disposition', `attachment; filename="${name}"`)
    .send(content);
}
