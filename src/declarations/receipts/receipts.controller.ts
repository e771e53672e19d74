import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { LongWork } from '../../platform/http/long-work.js';
import { NeedsScope } from '../../access/scope.js';
import { Roles } from '../../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../../platform/http/description/describe.js';
import { page } from '../../platform/http/description/example.js';
import { PARKED_RECEIPT, RECEIPT, RECEIPTS_BODY, RESULTS } from './receipts.examples.js';
import { CurrentLanguage, CurrentActor } from '../../platform/http/request.js';
import type { Language } from '../../vocabulary/language.js';
import { ReceiptAssignmentService } from './receipt-assignment.service.js';
import { AssignBody, DismissBody } from './receipt-codes.dto.js';
import { ASSIGN_BODY, ASSIGNED, DISMISSED } from './receipt-codes.examples.js';
import { ParkedReceiptsQuery, ReceiptsBody, ReceiptsQuery } from './receipts.dto.js';
import { ReceiptsService } from './receipts.service.js';

@ApiTags('receipts')
@LongWork()
@Controller('v1')
export class ReceiptsController {
  constructor(
    private readonly receipts: ReceiptsService,
    private readonly assignments: ReceiptAssignmentService,
  ) {}

  @Post('receipts')
  @NeedsScope('receipts')
  @ApiOperation({
    summary:
      'Append what customs said; one result a receipt, in order. A broker reports what the Single Window answered about its own declarations',
  })
  @HttpCode(200)
  @Roles('officer', 'admin', 'channel', 'broker')
  @RequestExample(RECEIPTS_BODY)
  @ResponseExample(RESULTS)
  append(@CurrentActor() actor: Actor, @Body() { receipts }: ReceiptsBody, @CurrentLanguage() language: Language) {
    return this.receipts.append(actor, receipts, language);
  }

  @Get('receipts/parked')
  @ApiOperation({
    summary: 'Receipts that wait for a declaration or a meaning, or cannot be true of their declaration',
    description:
      'An officer sees those of the own office, a broker its own, with the reason: customs settles them (assign, dismiss); a broker who made a slip reports the receipt again as it is.',
  })
  @Roles('broker', 'officer', 'admin')
  @ResponseExample(page(PARKED_RECEIPT))
  parked(@CurrentActor() actor: Actor, @Query() query: ParkedReceiptsQuery, @CurrentLanguage() language: Language) {
    return this.receipts.parked(actor, query, language);
  }

  @Post('receipts/:id/assign')
  @HttpCode(200)
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'Say which declaration a parked receipt is about, also when it is parked with another one' })
  @RequestExample(ASSIGN_BODY)
  @ResponseExample(ASSIGNED)
  assign(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { declarationId }: AssignBody) {
    return this.assignments.assign(actor, id, declarationId);
  }

  @Post('receipts/:id/dismiss')
  @HttpCode(200)
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'Settle a parked receipt without effect, whatever it is parked for, with the reason' })
  @ResponseExample(DISMISSED)
  dismiss(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { reason }: DismissBody) {
    return this.assignments.dismiss(actor, id, reason);
  }

  @Get('declarations/:id/receipts')
  @ApiOperation({ summary: 'Receipts of a declaration, in order of arrival' })
  @Roles('broker', 'officer', 'admin')
  @ResponseExample(page(RECEIPT))
  ofDeclaration(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: ReceiptsQuery,
    @CurrentLanguage() language: Language,
  ) {
    return this.receipts.ofDeclaration(actor, id, query, language);
  }
}
