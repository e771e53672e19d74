import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ordinal } from '../amendments/amendments.controller.js';
import type { Actor } from '../platform/database/actor.js';
import { Allow } from '../platform/http/allow.js';
import { IfMatch, Who } from '../platform/http/request.js';
import {
  AnswerBody,
  CorrectionBody,
  NewCorrectionBody,
  RemarkBody,
  ReopenBody,
  ThreadsQuery,
} from './corrections.dto.js';
import { ANSWERED, CLOSED, DRAFT, SENT } from './corrections.examples.js';
import { CorrectionsReader } from './corrections.query.js';
import { Corrections } from './corrections.service.js';

/** The requests to correct one declaration. If-Match is the request's, never the declaration's. */
@ApiTags('corrections')
@Controller('v1/declarations/:id/corrections')
export class ThreadsController {
  constructor(
    private readonly corrections: Corrections,
    private readonly reader: CorrectionsReader,
  ) {}

  @Post()
  @Allow('officer')
  @ApiOperation({ summary: 'Ask the broker to correct named fields: a draft, or sent at once' })
  @ApiCreatedResponse({ example: DRAFT })
  ask(@Who() actor: Actor, @Param('id') id: string, @Body() body: NewCorrectionBody) {
    return this.corrections.ask(actor, id, body);
  }

  @Get()
  @Allow('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'The requests for corrections of a declaration, each with its thread' })
  @ApiOkResponse({ example: { items: [ANSWERED], nextCursor: null } })
  list(@Who() actor: Actor, @Param('id') id: string, @Query() query: ThreadsQuery) {
    return this.reader.ofDeclaration(actor, id, query);
  }

  @Get(':number')
  @Allow('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'One request for corrections with its thread' })
  @ApiOkResponse({ example: ANSWERED })
  one(@Who() actor: Actor, @Param('id') id: string, @Param('number') number: string) {
    return this.reader.one(actor, id, ordinal(number));
  }

  @Put(':number')
  @Allow('officer')
  @ApiOperation({ summary: 'Replace a request that is not sent yet' })
  @ApiOkResponse({ example: { ...DRAFT, revision: 2 } })
  edit(
    @Who() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @IfMatch() revision: number | null,
    @Body() body: CorrectionBody,
  ) {
    return this.corrections.edit(actor, { id, number: ordinal(number), revision }, body);
  }

  @Post(':number/send')
  @HttpCode(200)
  @Allow('officer')
  @ApiOperation({ summary: 'Send a request: the clock of customs stands still until the answer' })
  @ApiOkResponse({ example: SENT })
  send(
    @Who() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @IfMatch() revision: number | null,
  ) {
    return this.corrections.send(actor, { id, number: ordinal(number), revision });
  }

  @Post(':number/answer')
  @HttpCode(200)
  @Allow('broker')
  @ApiOperation({ summary: 'Answer a request, field by field' })
  @ApiOkResponse({ example: ANSWERED })
  answer(
    @Who() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @IfMatch() revision: number | null,
    @Body() body: AnswerBody,
  ) {
    return this.corrections.answer(actor, { id, number: ordinal(number), revision }, body);
  }

  @Post(':number/reopen')
  @HttpCode(200)
  @Allow('officer')
  @ApiOperation({ summary: 'Ask again about what was answered' })
  @ApiOkResponse({ example: { ...SENT, revision: 4, messages: [...ANSWERED.messages, ...SENT.messages] } })
  reopen(
    @Who() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @IfMatch() revision: number | null,
    @Body() body: ReopenBody,
  ) {
    return this.corrections.reopen(actor, { id, number: ordinal(number), revision }, body);
  }

  @Post(':number/close')
  @HttpCode(200)
  @Allow('officer')
  @ApiOperation({ summary: 'Accept the answer' })
  @ApiOkResponse({ example: CLOSED })
  close(
    @Who() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @IfMatch() revision: number | null,
    @Body() body: RemarkBody,
  ) {
    return this.corrections.close(actor, { id, number: ordinal(number), revision }, body);
  }

  @Post(':number/withdraw')
  @HttpCode(200)
  @Allow('officer')
  @ApiOperation({ summary: 'Take a request back before it is answered' })
  @ApiOkResponse({ example: { ...DRAFT, state: 'withdrawn', revision: 2 } })
  withdraw(
    @Who() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @IfMatch() revision: number | null,
    @Body() body: RemarkBody,
  ) {
    return this.corrections.withdraw(actor, { id, number: ordinal(number), revision }, body);
  }
}
