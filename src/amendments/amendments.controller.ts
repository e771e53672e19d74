import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Allow } from '../platform/http/allow.js';
import { PageQuery } from '../platform/http/page.js';
import { IfMatch, Lang, Who } from '../platform/http/request.js';
import type { Language } from '../vocabulary/language.js';
import { refuse } from '../vocabulary/refusal.js';
import { AmendmentBody, DecisionBody } from './amendments.dto.js';
import { Amendments } from './amendments.service.js';
import { REASONS } from './domain/reasons.js';
import { AmendmentPreviews } from './previews.service.js';
import { representReason } from './representation.js';

export class AmendmentsQuery extends PageQuery {}

/** Asking for amendments and cancellations of submitted declarations, and deciding them. */
@ApiTags('amendments')
@Controller('v1')
export class AmendmentsController {
  constructor(
    private readonly amendments: Amendments,
    private readonly previews: AmendmentPreviews,
  ) {}

  /** Coded reasons: who may give them, in which states, and what they mean for the statistics. */
  @Get('amendment-reasons')
  @Allow('broker', 'officer', 'admin')
  reasons(@Lang() language: Language) {
    return { items: REASONS.map((reason) => representReason(reason, language)), nextCursor: null };
  }

  /** If-Match is the declaration's. A broker's request is pending, an officer's own holds at once. */
  @Post('declarations/:id/amendments')
  @Allow('broker', 'officer')
  ask(
    @Who() actor: Actor,
    @Param('id') id: string,
    @IfMatch() revision: number | null,
    @Body() body: AmendmentBody,
    @Lang() language: Language,
  ) {
    return this.amendments.ask(actor, { id, revision }, body, language);
  }

  /** What it would do, published figures included. Nothing is written. */
  @Post('declarations/:id/amendments/preview')
  @HttpCode(200)
  @Allow('broker', 'officer')
  preview(@Who() actor: Actor, @Param('id') id: string, @Body() body: AmendmentBody, @Lang() language: Language) {
    return this.previews.ofRequest(actor, id, body, language);
  }

  @Get('declarations/:id/amendments')
  @Allow('broker', 'officer', 'admin')
  list(@Who() actor: Actor, @Param('id') id: string, @Query() query: AmendmentsQuery, @Lang() language: Language) {
    return this.amendments.list(actor, id, query, language);
  }

  @Get('declarations/:id/amendments/:number')
  @Allow('broker', 'officer', 'admin')
  one(@Who() actor: Actor, @Param('id') id: string, @Param('number') number: string, @Lang() language: Language) {
    return this.amendments.one(actor, id, ordinal(number), language);
  }

  /** What accepting a pending one would do now. */
  @Get('declarations/:id/amendments/:number/preview')
  @Allow('broker', 'officer')
  previewOf(@Who() actor: Actor, @Param('id') id: string, @Param('number') number: string, @Lang() language: Language) {
    return this.previews.ofAmendment(actor, id, ordinal(number), language);
  }

  /** If-Match is the amendment's. */
  @Post('declarations/:id/amendments/:number/decision')
  @HttpCode(200)
  @Allow('officer')
  decide(
    @Who() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @IfMatch() revision: number | null,
    @Body() body: DecisionBody,
    @Lang() language: Language,
  ) {
    return this.amendments.decide(actor, { id, revision, number: ordinal(number) }, body, language);
  }
}

/** A number in a path; what is none names nothing. */
export function ordinal(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw refuse('not-found', 'not-found');
  return Number(text);
}
