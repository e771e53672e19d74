import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { AMENDMENT, AMENDMENT_BODY, DECIDED, DECISION_BODY, PREVIEW, REASON } from './amendments.examples.js';
import { PageQuery } from '../platform/http/page.js';
import { IfMatch, CurrentLanguage, CurrentActor } from '../platform/http/request.js';
import type { Language } from '../vocabulary/language.js';
import { refuse } from '../messages/refusals/refusal.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';
import { AmendmentBody, DecisionBody } from './amendments.dto.js';
import { Amendments } from './amendments.service.js';
import { REASONS } from './domain/reasons.js';
import { AmendmentPreviews } from './previews.service.js';
import { toReasonResponse } from './amendment-response.js';

export class AmendmentsQuery extends PageQuery {}

/** Asking for amendments and cancellations of submitted declarations, and deciding them. */
@ApiTags('amendments')
@Controller('v1')
export class AmendmentsController {
  constructor(
    private readonly amendments: Amendments,
    private readonly previews: AmendmentPreviews,
  ) {}

  @Get('amendment-reasons')
  @ApiOperation({ summary: 'Coded reasons: who may give them, in which states, and what they mean for the statistics' })
  @Roles('broker', 'officer', 'admin')
  @ResponseExample(page(REASON))
  reasons(@CurrentLanguage() language: Language) {
    return { items: REASONS.map((reason) => toReasonResponse(reason, language)), nextCursor: null };
  }

  @Post('declarations/:id/amendments')
  @ApiOperation({
    summary: "Ask for an amendment or a cancellation; an officer's own holds at once. If-Match is the declaration's",
  })
  @Roles('broker', 'officer')
  @RequestExample(AMENDMENT_BODY)
  @ResponseExample(AMENDMENT)
  ask(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch() revision: ExpectedRevisions,
    @Body() body: AmendmentBody,
    @CurrentLanguage() language: Language,
  ) {
    return this.amendments.ask(actor, { id, revision }, body, language);
  }

  @Post('declarations/:id/amendments/preview')
  @ApiOperation({ summary: 'What a request would do, published figures included; nothing is written' })
  @HttpCode(200)
  @Roles('broker', 'officer')
  @RequestExample(AMENDMENT_BODY)
  @ResponseExample(PREVIEW)
  preview(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: AmendmentBody,
    @CurrentLanguage() language: Language,
  ) {
    return this.previews.ofRequest(actor, id, body, language);
  }

  @Get('declarations/:id/amendments')
  @ApiOperation({ summary: 'Amendments of a declaration' })
  @Roles('broker', 'officer', 'admin')
  @ResponseExample(page(AMENDMENT))
  list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: AmendmentsQuery,
    @CurrentLanguage() language: Language,
  ) {
    return this.amendments.list(actor, id, query, language);
  }

  @Get('declarations/:id/amendments/:number')
  @ApiOperation({ summary: 'An amendment' })
  @Roles('broker', 'officer', 'admin')
  @ResponseExample(AMENDMENT)
  one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @CurrentLanguage() language: Language,
  ) {
    return this.amendments.one(actor, id, ordinal(number), language);
  }

  @Get('declarations/:id/amendments/:number/preview')
  @ApiOperation({ summary: 'What accepting a pending amendment would do now' })
  @Roles('broker', 'officer')
  @ResponseExample(PREVIEW)
  previewOf(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @CurrentLanguage() language: Language,
  ) {
    return this.previews.ofAmendment(actor, id, ordinal(number), language);
  }

  @Post('declarations/:id/amendments/:number/decision')
  @ApiOperation({ summary: "Accept or reject a pending amendment. If-Match is the amendment's" })
  @HttpCode(200)
  @Roles('officer')
  @RequestExample(DECISION_BODY)
  @ResponseExample(DECIDED)
  decide(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @IfMatch() revision: ExpectedRevisions,
    @Body() body: DecisionBody,
    @CurrentLanguage() language: Language,
  ) {
    return this.amendments.decide(actor, { id, revision, number: ordinal(number) }, body, language);
  }
}

/** A number in a path; what is none names nothing. */
export function ordinal(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw refuse('not-found', 'not-found');
  return Number(text);
}
