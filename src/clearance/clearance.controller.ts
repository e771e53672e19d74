import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { FROZEN_ITEM } from '../open-items/open-items.examples.js';
import type { PeriodKey } from '../periods/ledger/period-ledger.js';
import type { Actor } from '../platform/database/actor.js';
import { RequestExample, ResponseExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { LongWork } from '../platform/http/long-work.js';
import { type Page, PageQuery } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import { Roles } from '../platform/http/roles.js';
import { AskClearance, ClearanceRunsQuery, SignOffClearance } from './clearance.dto.js';
import { CLEARANCE_RUN, CLEARED_DAY, PROOF, SIGN_OFF } from './clearance.examples.js';
import type { ClearanceItem, ClearanceRun } from './clearance.query.js';
import { type ClearanceDay, ClearanceService } from './clearance.service.js';
import type { Proof } from './proof.query.js';
import type { SignOff } from './sign-offs.repository.js';

/** A day's place in the period ledger. */
const clearanceKey = (market: string, period: string): PeriodKey => ({ kind: 'daily-clearance', market, period });

@ApiTags('follow-up')
@LongWork()
@Controller('v1/clearance-runs')
export class ClearanceController {
  constructor(private readonly clearance: ClearanceService) {}

  @Post()
  @HttpCode(202)
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'Ask for the clearance of a day that is over; asking again gives the same run' })
  @RequestExample({ market: 'KQ-CTC', date: '2026-11-17' })
  @ResponseExample(CLEARANCE_RUN)
  ask(@CurrentActor() actor: Actor, @Body() { market, date }: AskClearance): Promise<ClearanceRun> {
    return this.clearance.ask(actor, clearanceKey(market, date));
  }

  @Get()
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'Clearance runs, the latest day first' })
  @ResponseExample(page(CLEARANCE_RUN))
  list(@CurrentActor() actor: Actor, @Query() query: ClearanceRunsQuery): Promise<Page<ClearanceRun>> {
    return this.clearance.list(actor, query);
  }

  @Get(':market/:date')
  @Roles('officer', 'admin')
  @ApiOperation({
    summary:
      'The clearance of a day, with what was open at its cut-off (the first 5,000 items), its revisions and who signed it',
  })
  @ResponseExample(CLEARED_DAY)
  one(
    @CurrentActor() actor: Actor,
    @Param('market') market: string,
    @Param('date') date: string,
  ): Promise<ClearanceDay> {
    return this.clearance.one(actor, clearanceKey(market, date));
  }

  @Get(':market/:date/items')
  @Roles('officer', 'admin')
  @ApiOperation({
    summary: 'Every item that was open at the cut-off of a day, page by page, in the order of the digest',
  })
  @ResponseExample(page(FROZEN_ITEM))
  items(
    @CurrentActor() actor: Actor,
    @Param('market') market: string,
    @Param('date') date: string,
    @Query() query: PageQuery,
  ): Promise<Page<ClearanceItem>> {
    return this.clearance.items(actor, clearanceKey(market, date), query);
  }

  @Get(':market/:date/proof')
  @Roles('officer', 'admin')
  @ApiOperation({
    summary: 'Who cleared a day when, from what, with what result; the digest is computed again from the frozen rows',
  })
  @ResponseExample(PROOF)
  proof(@CurrentActor() actor: Actor, @Param('market') market: string, @Param('date') date: string): Promise<Proof> {
    return this.clearance.proof(actor, clearanceKey(market, date));
  }

  @Post(':market/:date/sign-off')
  @Roles('officer')
  @ApiOperation({ summary: 'Sign a finished day off; the same officer again gets the first answer' })
  @RequestExample({ remarks: 'Seen; the seven that wait were asked for by telephone.' })
  @ResponseExample(SIGN_OFF)
  signOff(
    @CurrentActor() actor: Actor,
    @Param('market') market: string,
    @Param('date') date: string,
    @Body() { remarks }: SignOffClearance,
  ): Promise<SignOff> {
    return this.clearance.signOff(actor, clearanceKey(market, date), remarks ?? null);
  }
}
