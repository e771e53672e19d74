import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../messages/refusals/refusal.js';
import type { Actor } from '../../platform/database/actor.js';
import {
  Refuses,
  RequestExample,
  ResponseExample,
  ResponseFileExample,
} from '../../platform/http/description/describe.js';
import { page } from '../../platform/http/description/example.js';
import { LongWork } from '../../platform/http/long-work.js';
import { PageQuery } from '../../platform/http/page.js';
import { Public } from '../../platform/http/public.js';
import { CurrentActor, CurrentLanguage } from '../../platform/http/request.js';
import { Roles } from '../../platform/http/roles.js';
import type { Language } from '../../vocabulary/language.js';
import { ExportValueService } from '../export-value.service.js';
import { fileAnswer } from '../files/file-answer.js';
import { REPORT_FILES } from '../files/files.examples.js';
import { ReportFilesService } from '../files/report-files.service.js';
import { REPORT } from '../reports.examples.js';
import { NewReportLink } from './report-links.dto.js';
import { LINK, LINK_MADE, NEW_LINK } from './report-links.examples.js';
import { ReportLinksService } from './report-links.service.js';

const PATH = '/v1/linked-reports';

@ApiTags('reports')
@Controller('v1')
export class ReportLinksController {
  constructor(
    private readonly links: ReportLinksService,
    private readonly reports: ExportValueService,
    private readonly files: ReportFilesService,
  ) {}

  @Post('report-links')
  @Roles('analyst', 'officer', 'admin', 'broker')
  @ApiOperation({
    summary: 'Make an address at which a figure is fetched without a key: for spreadsheets and scripts',
    description:
      'It answers this one question, as whoever made it may see it, until it expires, is revoked, or the key that made it ends. ' +
      'Whoever has the address has the figure: its text is in this answer and never again.',
  })
  @RequestExample(NEW_LINK)
  @ResponseExample(LINK_MADE)
  async create(
    @CurrentActor() actor: Actor,
    @Body() wanted: NewReportLink,
    @CurrentLanguage() language: Language,
    @Req() request: FastifyRequest,
  ) {
    // What stands under an Idempotency-Key must not be a secret: the same call again makes another link.
    const { idempotencyKey: _, ...maker } = actor;
    const { token, ...view } = await this.links.create(maker, wanted, language);
    return { ...view, url: `${request.protocol}://${request.host}${PATH}/${token}` };
  }

  @Get('report-links')
  @Roles('analyst', 'officer', 'admin', 'broker')
  @ApiOperation({ summary: 'Links that were made with this key, the latest first; an administrator sees all' })
  @ResponseExample(page(LINK))
  list(@CurrentActor() actor: Actor, @Query() query: PageQuery) {
    return this.links.list(actor, query);
  }

  @Delete('report-links/:id')
  @Roles('analyst', 'officer', 'admin', 'broker')
  @ApiOperation({ summary: 'Revoke a link: its address answers no more from now on' })
  @HttpCode(204)
  revoke(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.links.revoke(actor, id);
  }

  @Get('linked-reports/:token')
  @Public()
  @LongWork()
  @ApiOperation({ summary: 'The figure of a link, in its format: no key is needed' })
  @ResponseExample(REPORT)
  @ResponseFileExample(REPORT_FILES)
  @Refuses(404, 429)
  async follow(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { actor, link } = await this.links.follow(token, request.ip, request.id).catch((error: unknown) => {
      if (error instanceof Refusal && error.kind === 'too-many') {
        void reply.header('Retry-After', error.params['seconds'] ?? '60');
      }
      throw error;
    });
    const { question: written, format, language } = link;
    void reply.headers({ 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' });
    if (format === 'json') return this.reports.answer(actor, written, language);
    const asked = { content: 'report', written, format, language } as const;
    return fileAnswer(this.files, actor, asked, { request, reply });
  }
}
