import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import {
  ACTUAL_RATE,
  LANE,
  LANE_POLICY,
  LANE_POLICY_BODY,
  LANE_RULE,
  LANE_RULE_BODY,
  PUBLISHED_POLICY,
} from './lanes.examples.js';
import { CurrentActor } from '../platform/http/request.js';
import { Clock } from '../vocabulary/clock.js';
import { monthOf } from '../vocabulary/period.js';
import { refuse } from '../messages/refusal.js';
import { commitmentOf, secretOf } from './chance.js';
import { policyOn } from './draw-inputs.query.js';
import { actualRates } from './actual-rates.query.js';
import { laneRulesOn } from './lane-rules.query.js';
import { LaneVersions } from './lane-versions.service.js';
import { LaneChanges } from './lane-changes.service.js';
import { laneOf } from './lane.query.js';
import { AddLanePolicy, AddLaneRule, ChangeLane, LaneDayQuery, LanePoliciesQuery } from './lanes.dto.js';
import { assertRange } from '../messages/range.js';

@ApiTags('lanes')
@Controller('v1')
export class LanesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changes: LaneChanges,
    private readonly versions: LaneVersions,
  ) {}

  @Get('declarations/:id/lane')
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'The lane of a declaration, why it was drawn, and what would have changed it' })
  @ResponseExample(LANE)
  async lane(@CurrentActor() actor: Actor, @Param('id') id: string) {
    const lane = await this.database.transaction(actor, (tx) => laneOf(tx, id), { snapshot: true });
    if (!lane) throw refuse('not-found', 'not-found');
    return lane;
  }

  @Put('declarations/:id/lane')
  @Roles('officer')
  @ApiOperation({
    summary: 'Change the lane: more control at once; less control waits until another officer puts the same colour',
  })
  @RequestExample({ colour: 'red', reason: 'Reported by the market' })
  @ResponseExample(LANE)
  change(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() wanted: ChangeLane) {
    return this.database.transaction(actor, (tx) => this.changes.change(tx, id, wanted));
  }

  @Get('lane-rules')
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'The rule versions that govern on a day: conditions, texts, source, author' })
  @ResponseExample(page(LANE_RULE))
  async rules(@CurrentActor() actor: Actor, @Query() { on = this.clock.today() }: LaneDayQuery) {
    return { items: await this.database.transaction(actor, (tx) => laneRulesOn(tx, on)), nextCursor: null };
  }

  @Post('lane-rules')
  @Roles('admin')
  @ApiOperation({
    summary: 'Append a version of a rule, or end it by a version with a last day; no version ever changes',
  })
  @RequestExample(LANE_RULE_BODY)
  @ResponseExample(LANE_RULE)
  addRule(@CurrentActor() actor: Actor, @Body() wanted: AddLaneRule) {
    return this.database.transaction(actor, (tx) => this.versions.addRule(tx, wanted));
  }

  @Get('lane-policies')
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'The random rates that were published, and what share was picked, by month' })
  @ResponseExample(page({ ...PUBLISHED_POLICY, months: [ACTUAL_RATE] }))
  async policies(@CurrentActor() actor: Actor, @Query() query: LanePoliciesQuery) {
    const { to = monthOf(this.clock.today()) } = query;
    const { from = `${to.slice(0, 4)}-01` } = query;
    assertRange({ from, to });
    const items = await this.database.transaction(actor, (tx) => tx.asService(() => actualRates(tx, from, to)));
    return { items, nextCursor: null };
  }

  @Post('lane-policies')
  @Roles('admin')
  @ApiOperation({ summary: 'Publish a random rate, from tomorrow on at the earliest; no rate ever changes' })
  @RequestExample(LANE_POLICY_BODY)
  @ResponseExample(PUBLISHED_POLICY)
  publish(@CurrentActor() actor: Actor, @Body() wanted: AddLanePolicy) {
    return this.database.transaction(actor, (tx) => this.versions.addPolicy(tx, wanted));
  }

  @Get('lane-policy')
  @Roles('broker', 'officer', 'admin', 'analyst', 'channel')
  @ApiOperation({
    summary: "The random rate of a day, the commitment to that day's secret, and the secret when the day is over",
  })
  @ResponseExample(LANE_POLICY)
  policy(@CurrentActor() actor: Actor, @Query() { on = this.clock.today() }: LaneDayQuery) {
    return this.database.transaction(actor, async (tx) => {
      const found = await tx.asService(() => policyOn(tx, on));
      if (!found) throw refuse('not-found', 'not-found');
      const { seed, ...published } = found;
      const secret = secretOf(seed, on);
      return { on, ...published, commitment: commitmentOf(secret), secret: on < this.clock.today() ? secret : null };
    });
  }
}
