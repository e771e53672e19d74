import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ordinal } from '../amendments/amendments.controller.js';
import type { Actor } from '../platform/database/actor.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { IfMatch, CurrentActor } from '../platform/http/request.js';
import {
  AnswerBody,
  CorrectionBody,
  NewCorrectionBody,
  RemarkBody,
  ReopenBody,
  ThreadsQuery,
} from './corrections.dto.js';
import {
  ANSWER_BODY,
  ANSWERED,
  CLOSED,
  CORRECTION_BODY,
  DRAFT,
  NEW_CORRECTION_BODY,
  REMARK_BODY,
  REOPEN_BODY,
  SENT,
  WITHDRAWN,
} from './corrections.examples.js';
import { CorrectionsReaderService } from './corrections-reader.service.js';
import { Corrections } from './corrections.service.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';

/** The requests to correct one declaration. If-Match is the request's, never the declaration's. */
@ApiTags('corrections')
@Controller('v1/declarations/:id/corrections')
export class ThreadsController {
  constructor(
    private readonly corrections: Corrections,
    private readonly reader: CorrectionsReaderService,
  ) {}

  @Post()
  @Roles('officer')
  @ApiOperation({ summary: 'Ask the broker to correct named fields: a draft, or sent at once' })
  @RequestExample(NEW_CORRECTION_BODY)
  @ResponseExample(DRAFT)
  ask(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: NewCorrectionBody) {
    return this.corrections.ask(actor, id, body);
  }

  @Get()
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'The requests for corrections of a declaration, each with its thread' })
  @ResponseExample(page(ANSWERED))
  list(@CurrentActor() actor: Actor, @Param('id') id: string, @Query() query: ThreadsQuery) {
    return this.reader.ofDeclaration(actor, id, query);
  }

  @Get(':number')
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'One request for corrections with its thread' })
  @ResponseExample(ANSWERED)
  one(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('number') number: string) {
    return this.reader.one(actor, id, ordinal(number));
  }

  @Put(':number')
  @Roles('officer')
  @ApiOperation({ summary: 'Replace a request that is not sent yet' })
  @RequestExample(CORRECTION_BODY)
  @ResponseExample(DRAFT)
  edit(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @IfMatch() revision: ExpectedRevisions,
    @Body() body: CorrectionBody,
  ) {
    return this.corrections.edit(actor, { id, number: ordinal(number), revision }, body);
  }

  @Post(':number/send')
  @HttpCode(200)
  @Roles('officer')
  @ApiOperation({ summary: 'Send a request: the clock of customs stands still until the answer' })
  @ResponseExample(SENT)
  send(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @IfMatch() revision: ExpectedRevisions,
  ) {
    return this.corrections.send(actor, { id, number: ordinal(number), revision });
  }

  @Post(':number/answer')
  @HttpCode(200)
  @Roles('broker')
  @ApiOperation({ summary: 'Answer a request, field by field' })
  @RequestExample(ANSWER_BODY)
  @ResponseExample(ANSWERED)
  answer(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @IfMatch() revision: ExpectedRevisions,
    @Body() body: AnswerBody,
  ) {
    return this.corrections.answer(actor, { id, number: ordinal(number), revision }, body);
  }

  @Post(':number/reopen')
  @HttpCode(200)
  @Roles('officer')
  @ApiOperation({ summary: 'Ask again about what was answered' })
  @RequestExample(REOPEN_BODY)
  @ResponseExample(SENT)
  reopen(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @IfMatch() revision: ExpectedRevisions,
    @Body() body: ReopenBody,
  ) {
    return this.corrections.reopen(actor, { id, number: ordinal(number), revision }, body);
  }

  @Post(':number/close')
  @HttpCode(200)
  @Roles('officer')
  @ApiOperation({ summary: 'Accept the answer' })
  @RequestExample(REMARK_BODY)
  @ResponseExample(CLOSED)
  close(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @IfMatch() revision: ExpectedRevisions,
    @Body() body: RemarkBody,
  ) {
    return this.corrections.close(actor, { id, number: ordinal(number), revision }, body);
  }

  @Post(':number/withdraw')
  @HttpCode(200)
  @Roles('officer')
  @ApiOperation({ summary: 'Take a request back before it is answered' })
  @RequestExample(REMARK_BODY)
  @ResponseExample(WITHDRAWN)
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @IfMatch() revision: ExpectedRevisions,
    @Body() body: RemarkBody,
  ) {
    return this.corrections.withdraw(actor, { id, number: ordinal(number), revision }, body);
  }
}
