import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../platform/database/actor.js';
import { formatAskedFor } from '../../platform/http/accept.js';
import { RequestExample, ResponseExample, ResponseFileExample } from '../../platform/http/description/describe.js';
import { page } from '../../platform/http/description/example.js';
import { LongWork } from '../../platform/http/long-work.js';
import { CurrentActor, CurrentLanguage } from '../../platform/http/request.js';
import { Roles } from '../../platform/http/roles.js';
import type { Language } from '../../vocabulary/language.js';
import { REPORT_FILES } from '../files/files.examples.js';
import { EDITION_FORMATS, EditionQuery, EditionsQuery, NewEdition } from './editions.dto.js';
import { EDITION, EDITION_HEAD, EDITION_MADE, NEW_EDITION } from './editions.examples.js';
import { EditionsService } from './editions.service.js';

@ApiTags('reports')
@Roles('analyst', 'admin')
@LongWork()
@Controller('v1/editions')
export class EditionsController {
  constructor(private readonly editions: EditionsService) {}

  @Post()
  @ApiOperation({
    summary: 'Keep a figure under a name: its files give the same bytes for ever',
    description: 'At most 20,000 rows. Names and explanations are in the language it is made in, whoever reads it.',
  })
  @RequestExample(NEW_EDITION)
  @ResponseExample(EDITION_MADE)
  create(@CurrentActor() actor: Actor, @Body() edition: NewEdition, @CurrentLanguage() language: Language) {
    return this.editions.create(actor, edition, language);
  }

  @Get()
  @ApiOperation({ summary: 'Editions, the latest first' })
  @ResponseExample(page(EDITION_HEAD))
  list(@CurrentActor() actor: Actor, @Query() query: EditionsQuery) {
    return this.editions.list(actor, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'An edition in one of its formats: the bytes that were made with it' })
  @ResponseExample(EDITION)
  @ResponseFileExample(REPORT_FILES)
  async file(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() { format }: EditionQuery,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const wanted = formatAskedFor({ format, accept }, EDITION_FORMATS);
    const { head, file } = await this.editions.file(actor, id, wanted);
    void reply
      .headers({ Vary: 'Accept', 'X-Row-Count': String(head.rowCount), 'X-Total': head.total, 'X-As-Of': head.asOf })
      .header('X-Content-SHA256', file.sha256)
      .type(file.mediaType);
    // JSON is read where it is, not saved.
    if (wanted !== 'json') void reply.header('Content-Disposition', file.disposition);
    void reply.send(wanted === 'json' ? file.content.toString('utf8') : file.content);
  }
}
