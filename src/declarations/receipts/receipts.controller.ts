import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { LongWork } from '../../platform/http/long-work.js';
import { Roles } from '../../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../../platform/http/description/describe.js';
import { page } from '../../platform/http/description/example.js';
import { PARKED_RECEIPT, RECEIPT, RECEIPTS_BODY, RESULTS } from './receipts.examples.js';
import { CurrentLanguage, CurrentActor } from '../../platform/http/request.js';
import type { Language } from '../../vocabulary/language.js';
import { refuse } from '../../messages/refusal.js';
import { pointer, renderViolation, violation } from '../../messages/violation.js';
import { DeclarationsReader } from '../reading/declarations.query.js';
import { ReceiptAssignmentService } from './receipt-assignment.service.js';
import { AssignBody, DismissBody } from './receipt-codes.dto.js';
import { ASSIGN_BODY, ASSIGNED, DISMISSED } from './receipt-codes.examples.js';
import { ParkedReceiptsQuery, type ReceiptBody, ReceiptsBody, ReceiptsQuery } from './receipts.dto.js';
import { parkedReceipts, receiptsOf } from './receipts.query.js';
import { Receipts } from './receipts.service.js';

@ApiTags('receipts')
@LongWork()
@Controller('v1')
export class ReceiptsController {
  constructor(
    private readonly database: Database,
    private readonly receipts: Receipts,
    private readonly reader: DeclarationsReader,
    private readonly assignments: ReceiptAssignmentService,
  ) {}

  @Post('receipts')
  @ApiOperation({ summary: 'Append what customs said; one result a receipt, in order' })
  @HttpCode(200)
  @Roles('officer', 'admin', 'channel')
  @RequestExample(RECEIPTS_BODY)
  @ResponseExample(RESULTS)
  append(@CurrentActor() actor: Actor, @Body() { receipts }: ReceiptsBody, @CurrentLanguage() language: Language) {
    refuseNameless(receipts);
    return this.database.transaction(actor, async (tx) => {
      const results = await this.receipts.append(tx, receipts);
      return {
        results: results.map(({ findings, ...result }) => ({
          ...result,
          ...(findings ? { findings: findings.map((finding) => renderViolation(finding, language)) } : {}),
        })),
      };
    });
  }

  @Get('receipts/parked')
  @ApiOperation({ summary: 'Receipts that wait for a declaration or a meaning' })
  @Roles('officer', 'admin')
  @ResponseExample(page(PARKED_RECEIPT))
  parked(@CurrentActor() actor: Actor, @Query() query: ParkedReceiptsQuery, @CurrentLanguage() language: Language) {
    return this.database.transaction(actor, (tx) => parkedReceipts(tx, query, language));
  }

  @Post('receipts/:id/assign')
  @HttpCode(200)
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'Say which declaration a parked receipt is about, also when it is parked with another one' })
  @RequestExample(ASSIGN_BODY)
  @ResponseExample(ASSIGNED)
  assign(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { declarationId }: AssignBody) {
    return this.database.transaction(actor, (tx) => this.assignments.assign(tx, id, declarationId.toLowerCase()));
  }

  @Post('receipts/:id/dismiss')
  @HttpCode(200)
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'Settle a parked receipt without effect, whatever it is parked for, with the reason' })
  @ResponseExample(DISMISSED)
  dismiss(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { reason }: DismissBody) {
    return this.database.transaction(actor, (tx) => this.assignments.dismiss(tx, id, reason));
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
    return this.database.transaction(actor, async (tx) => {
      await this.reader.mustSee(tx, id);
      return receiptsOf(tx, id, query, language);
    });
  }
}

/** A receipt that names nothing could never be assigned, not even by a person: the sender's fault, refused with its pointer. */
function refuseNameless(receipts: readonly ReceiptBody[]): void {
  const nameless = receipts.flatMap(({ declarationId, entryId, reference }, index) =>
    (declarationId ?? entryId ?? reference) === undefined
      ? [violation('receipt-target-missing', pointer('receipts', index))]
      : [],
  );
  if (nameless.length > 0) throw refuse('malformed', 'receipt-target-missing', {}, nameless);
}
