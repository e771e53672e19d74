import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../platform/database/actor.js';
import { attachmentNamed } from '../platform/http/file-name.js';
import { LongWork } from '../platform/http/long-work.js';
import { Roles } from '../platform/http/roles.js';
import {
  Refuses,
  ResponseExample,
  ResponseFileExample,
  RequestExample,
} from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import {
  ERRORS_FILE,
  FILE,
  IMPORT,
  IMPORT_TAKEN,
  IMPORT_WITH_ERRORS,
  PROGRESS_STREAM,
  REJECTED_FILE,
  TEMPLATE_FILE,
} from './imports.examples.js';
import { PageQuery } from '../platform/http/page.js';
import { CurrentLanguage, CurrentActor } from '../platform/http/request.js';
import { type Upload, uploadOf } from '../platform/http/upload.js';
import type { Language } from '../vocabulary/language.js';
import { attachment } from '../platform/http/file-name.js';
import { refuse } from '../messages/refusals/refusal.js';
import { Keys } from '../access/keys.service.js';
import { EventStream } from '../platform/http/event-stream.js';
import { ImportProgressService } from './import-progress.service.js';
import { ImportReportsService } from './import-reports.service.js';
import { templateCsv } from './imports.csv.js';
import { CSV, ImportQuery, XLSX } from './imports.dto.js';
import { ImportsService } from './imports.service.js';

@ApiTags('imports')
@Roles('broker', 'officer')
@LongWork()
@Controller('v1/imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly reports: ImportReportsService,
    private readonly progress: ImportProgressService,
    private readonly keys: Keys,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Hand in a file of declarations, as the body or as the field `file` of a form; a job reads its rows',
  })
  @HttpCode(202)
  @ApiConsumes(CSV, XLSX, 'multipart/form-data')
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
    return this.reports.list(actor, query);
  }

  @Get('template.csv')
  @ApiOperation({ summary: 'An empty file with the column names' })
  @ResponseFileExample({ 'text/csv': TEMPLATE_FILE })
  template(@CurrentLanguage() language: Language, @Res() reply: FastifyReply) {
    return sendCsv(reply, templateCsv(language), 'loomgate-declarations.csv');
  }

  @Get('template.xlsx')
  @ApiOperation({
    summary:
      'A workbook to fill in: Chinese headings, choices from a sheet of codes, text format on codes, notes, its version',
  })
  @ResponseFileExample({ [XLSX]: 'PK…' })
  async templateWorkbook(
    @CurrentActor() actor: Actor,
    @CurrentLanguage() language: Language,
    @Res() reply: FastifyReply,
  ) {
    const file = await this.reports.templateWorkbook(actor, language);
    return sendXlsx(reply, file, attachment('loomgate-declarations.xlsx', '市场采购申报模板.xlsx'));
  }

  @Get(':id')
  @ApiOperation({ summary: 'How an import stands, with its first 100 errors' })
  @ResponseExample(IMPORT_WITH_ERRORS)
  one(@CurrentActor() actor: Actor, @Param('id') id: string, @CurrentLanguage() language: Language) {
    return this.reports.one(actor, id, language);
  }

  @Get(':id/events')
  @ApiOperation({
    summary: 'How far an import is, as server-sent events: at once, whenever it has changed, and at its end',
    description:
      'Each event is the import as `GET /v1/imports/{id}` answers it, without its errors. The stream ends with the import.',
  })
  @ResponseFileExample({ 'text/event-stream': PROGRESS_STREAM })
  @Refuses(404, 429)
  events(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const isAllowed = async () => (await this.keys.authenticate(request.headers.authorization, request.id)) !== null;
    return this.progress.follow(actor, id, { open: () => new EventStream(reply), isAllowed });
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
    const file = await this.reports.errors(actor, id, language);
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
    const file = await this.reports.rejected(actor, id, language);
    return sendCsv(reply, file, `import-${id}-rejected.csv`);
  }

  @Get(':id/rejected.xlsx')
  @ApiOperation({
    summary: 'The same as a workbook, with choices and notes; sent back, every untouched cell is what it was',
  })
  @ResponseFileExample({ [XLSX]: 'PK…' })
  async rejectedWorkbook(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @CurrentLanguage() language: Language,
    @Res() reply: FastifyReply,
  ) {
    const file = await this.reports.rejectedWorkbook(actor, id, language);
    return sendXlsx(reply, file, attachment(`import-${id}-rejected.xlsx`, `退回-${id}.xlsx`));
  }
}

const sendXlsx = (reply: FastifyReply, content: Buffer, disposition: string) =>
  reply.type(XLSX).header('Content-Disposition', disposition).send(content);

function fileOf(request: FastifyRequest): Upload {
  const upload = uploadOf(request);
  if (!upload) throw refuse('malformed', 'body-empty');
  return upload;
}

function sendCsv(reply: FastifyReply, content: string | Buffer, name: string) {
  return reply.type('text/csv; charset=utf-8').header('Content-Disposition', attachmentNamed(name)).send(content);
}
