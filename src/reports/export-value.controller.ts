import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../platform/database/actor.js';
import { formatAskedFor } from '../platform/http/accept.js';
import { ResponseExample, ResponseFileExample } from '../platform/http/description/describe.js';
import { LongWork } from '../platform/http/long-work.js';
import { CurrentLanguage, CurrentActor } from '../platform/http/request.js';
import { Roles } from '../platform/http/roles.js';
import type { Language } from '../vocabulary/language.js';
import { DrillDownService } from './drill-down.service.js';
import { ChangesQuery, ExportValueQuery, LinesQuery, MetadataQuery } from './export-value.dto.js';
import { ExportValueService } from './export-value.service.js';
import { assertWhole } from '../platform/http/list-files.js';
import { fileAnswer, metadataUrls } from './files/file-answer.js';
import { csvwOf } from './files/csvw.js';
import { FILE_FORMATS } from './files/formats.js';
import { ReportFilesService } from './files/report-files.service.js';
import { LINES_FILES, REPORT_FILES } from './files/files.examples.js';
import { METADATA, REPORT, REPORT_CHANGES, REPORT_LINES } from './reports.examples.js';

const FORMATS = ['json', ...FILE_FORMATS] as const;

/** What was exported, by closing day and final destination; the items behind a figure; what has moved since. */
@ApiTags('reports')
@Roles('analyst', 'officer', 'admin', 'broker')
@LongWork()
@Controller('v1/reports/export-value')
export class ExportValueController {
  constructor(
    private readonly reports: ExportValueService,
    private readonly drillDown: DrillDownService,
    private readonly files: ReportFilesService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Export value by closing day and final destination, or other dimensions' })
  @ResponseExample(REPORT)
  @ResponseFileExample(REPORT_FILES)
  async exportValue(
    @CurrentActor() actor: Actor,
    @Query() { format, ...written }: ExportValueQuery,
    @CurrentLanguage() language: Language,
    @Headers('accept') accept: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const wanted = formatAskedFor({ format, accept }, FORMATS);
    void reply.header('Vary', 'Accept, Accept-Language');
    if (wanted === 'json') return this.reports.answer(actor, written, language);
    const asked = { content: 'report', written, format: wanted, language } as const;
    return fileAnswer(this.files, actor, asked, { request, reply });
  }

  @Get('lines')
  @ApiOperation({
    summary: 'The items behind a figure: ask its own question, narrowed to its row; they add up to it',
    description: 'JSON comes page by page; the other formats are one whole file.',
  })
  @ResponseExample(REPORT_LINES)
  @ResponseFileExample(LINES_FILES)
  lines(
    @CurrentActor() actor: Actor,
    @Query() { format, ...query }: LinesQuery,
    @CurrentLanguage() language: Language,
    @Headers('accept') accept: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const wanted = formatAskedFor({ format, accept }, FORMATS);
    void reply.header('Vary', 'Accept, Accept-Language');
    if (wanted === 'json') return this.drillDown.lines(actor, query, language);
    const asked = { content: 'lines', written: assertWhole(query), format: wanted, language } as const;
    return fileAnswer(this.files, actor, asked, { request, reply });
  }

  @Get('changes')
  @ApiOperation({
    summary: 'What has moved between two answers to the same question, and why',
    description: '`summary=cause` adds up by cause. JSON comes page by page; the other formats are one whole file.',
  })
  @ResponseExample(REPORT_CHANGES)
  @ResponseFileExample(LINES_FILES)
  changes(
    @CurrentActor() actor: Actor,
    @Query() { format, summary, ...query }: ChangesQuery,
    @CurrentLanguage() language: Language,
    @Headers('accept') accept: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const wanted = formatAskedFor({ format, accept }, FORMATS);
    void reply.header('Vary', 'Accept, Accept-Language');
    const written = wanted === 'json' && summary === undefined ? query : assertWhole(query);
    if (wanted === 'json') {
      if (summary === undefined) return this.drillDown.changes(actor, query, language);
      return this.drillDown.causes(actor, query, language);
    }
    const content = summary === undefined ? 'changes' : 'causes';
    return fileAnswer(this.files, actor, { content, written, format: wanted, language }, { request, reply });
  }

  @Get('metadata')
  @ApiOperation({
    summary:
      'What a file of these routes is, as CSV on the Web: question, columns, rates, rows, SHA-256 of the CSV file',
    description: 'Ask the question of the file; `of` says which. `Link: rel="describedby"` of each file leads here.',
  })
  @ResponseExample(METADATA)
  async metadata(
    @CurrentActor() actor: Actor,
    @Query() { of, ...written }: MetadataQuery,
    @CurrentLanguage() language: Language,
    @Req() request: FastifyRequest,
  ) {
    const content = of ?? 'report';
    const digest = await this.files.digest(actor, { content, written, language });
    return csvwOf(digest, metadataUrls(request, content).file, language);
  }
}
