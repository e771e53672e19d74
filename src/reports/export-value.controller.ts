import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../platform/database/actor.js';
import { attachment } from '../platform/http/attachment.js';
import { LongWork } from '../platform/http/long-work.js';
import { formatAskedFor } from '../platform/http/accept.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, ResponseFileExample } from '../platform/http/description/describe.js';
import { REPORT, REPORT_CHANGES, REPORT_FILE, REPORT_LINES } from './reports.examples.js';
import { CurrentLanguage, CurrentActor } from '../platform/http/request.js';
import type { Language } from '../vocabulary/language.js';
import { ChangesQuery, ExportValueQuery, LinesQuery } from './export-value.dto.js';
import { type ExportValueReport, ExportValueService, reportCsv } from './export-value.service.js';
import { DrillDownService } from './drill-down.service.js';

/** What was exported, by closing day and final destination; the items behind a figure; what has moved since. */
@ApiTags('reports')
@Roles('analyst', 'officer', 'admin', 'broker')
@LongWork()
@Controller('v1/reports/export-value')
export class ExportValueController {
  constructor(
    private readonly reports: ExportValueService,
    private readonly drillDown: DrillDownService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Export value by closing day and final destination, or other dimensions' })
  @ResponseExample(REPORT)
  @ResponseFileExample({ 'text/csv': REPORT_FILE })
  async exportValue(
    @CurrentActor() actor: Actor,
    @Query() { format, ...question }: ExportValueQuery,
    @CurrentLanguage() language: Language,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExportValueReport | string> {
    const wanted = formatAskedFor({ format, accept }, ['json', 'csv']);
    const answer = await this.reports.answer(actor, question, language);
    void reply.header('Vary', 'Accept, Accept-Language');
    return wanted === 'csv' ? this.file(answer, reply) : answer;
  }

  @Get('lines')
  @ApiOperation({ summary: 'The items behind a figure: ask its own question, narrowed to its row; they add up to it' })
  @ResponseExample(REPORT_LINES)
  lines(
    @CurrentActor() actor: Actor,
    @Query() { format, ...query }: LinesQuery,
    @CurrentLanguage() language: Language,
  ) {
    jsonOnly(format);
    return this.drillDown.lines(actor, query, language);
  }

  @Get('changes')
  @ApiOperation({ summary: 'What has moved between two answers to the same question, and why' })
  @ResponseExample(REPORT_CHANGES)
  changes(
    @CurrentActor() actor: Actor,
    @Query() { format, ...query }: ChangesQuery,
    @CurrentLanguage() language: Language,
  ) {
    jsonOnly(format);
    return this.drillDown.changes(actor, query, language);
  }

  private file(answer: ExportValueReport, reply: FastifyReply): string {
    const { body, rowCount, sha256 } = reportCsv(answer);
    const name = `export-value_${answer.from}_${answer.to}_${answer.currency}.csv`;
    void reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', attachment(name))
      .header('X-Row-Count', String(rowCount))
      .header('X-Total', answer.total)
      .header('X-As-Of', answer.asOf)
      .header('X-Content-SHA256', sha256);
    return body;
  }
}

const jsonOnly = (format: string | undefined): string => formatAskedFor({ format }, ['json']);
