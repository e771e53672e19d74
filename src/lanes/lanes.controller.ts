import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Roles } from '../platform/http/roles.js';
import { LongWork } from '../platform/http/long-work.js';
import { ResponseExample, RequestExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import {
  ACTUAL_RATE,
  LANE,
  LANE_CHANGES,
  LANE_CHANGES_BODY,
  LANE_POLICY,
  LANE_POLICY_BODY,
  LANE_RULE,
  LANE_RULE_BODY,
  LANE_WITH_HITS,
  PUBLISHED_POLICY,
  REPLAY,
  REPLAY_BODY,
  RULE_HITS,
} from './lanes.examples.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';
import { CurrentActor, CurrentLanguage, IfMatch } from '../platform/http/request.js';
import type { Language } from '../vocabulary/language.js';
import { LaneReaderService } from './lane-reader.service.js';
import { withSource } from './sourced.js';
import { LaneReplays } from './replays/lane-replays.service.js';
import { LaneVersions } from './lane-versions.service.js';
import { LaneChecks } from './lane-checks.service.js';
import { LaneChanges } from './lane-changes.service.js';
import {
  AddLanePolicy,
  AddLaneRule,
  ChangeLane,
  LaneChangesBody,
  LaneCheckBody,
  LaneDayQuery,
  LanePoliciesQuery,
  LaneRulesQuery,
  ReplayBody,
} from './lanes.dto.js';

@ApiTags('lanes')
@Controller('v1')
export class LanesController {
  constructor(
    private readonly database: Database,
    private readonly reader: LaneReaderService,
    private readonly changes: LaneChanges,
    private readonly checks: LaneChecks,
    private readonly versions: LaneVersions,
    private readonly replays: LaneReplays,
  ) {}

  @Get('declarations/:id/lane')
  @Roles('officer', 'admin')
  @ApiOperation({
    summary:
      'The lane of a declaration, why it was drawn, what came of each reason in 30 days, and what would have changed it',
  })
  @ResponseExample(LANE_WITH_HITS)
  lane(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.reader.lane(actor, id);
  }

  @Put('declarations/:id/lane')
  @Roles('officer')
  @ApiOperation({
    summary: 'Change the lane: more control at once; less control waits until another officer puts the same colour',
  })
  @RequestExample({ colour: 'red', reason: 'Reported by the market' })
  @ResponseExample(LANE)
  change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch() revision: ExpectedRevisions,
    @Body() wanted: ChangeLane,
  ) {
    return this.database.transaction(actor, (tx) => this.changes.change(tx, id, revision, wanted));
  }

  @Post('lane-changes')
  @HttpCode(200)
  @Roles('officer')
  @ApiOperation({
    summary:
      'Change the lanes of many declarations, each for itself: changed, unchanged where it is in force already, pending for the second officer, or skipped',
  })
  @RequestExample(LANE_CHANGES_BODY)
  @ResponseExample(LANE_CHANGES)
  async changeAll(@CurrentActor() actor: Actor, @Body() { changes }: LaneChangesBody) {
    return this.database.transaction(actor, async (tx) => ({ results: await this.changes.changeAll(tx, changes) }));
  }

  @Post('declarations/:id/lane/checks')
  @Roles('officer')
  @ApiOperation({
    summary:
      'Report what was looked at because of the lane: papers or goods, each once a submission; the same again changes nothing',
  })
  @ResponseExample(LANE)
  check(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: LaneCheckBody) {
    return this.database.transaction(actor, (tx) => this.checks.record(tx, id, body));
  }

  @Get('lane-rules')
  @Roles('officer', 'admin')
  @LongWork()
  @ApiOperation({
    summary: 'The rule versions that govern on a day: conditions, texts, source, author, and what came of them',
    description:
      '`hits` counts the submissions of all offices on the days asked for: those the version judged, those for which it held, and what officers found of these.',
  })
  @ResponseExample(page({ ...LANE_RULE, hits: RULE_HITS }))
  rules(@CurrentActor() actor: Actor, @Query() query: LaneRulesQuery, @CurrentLanguage() language: Language) {
    return this.reader.rules(actor, query, language);
  }

  @Post('lane-rules/replay')
  @HttpCode(200)
  @Roles('officer', 'admin')
  @LongWork()
  @ApiOperation({
    summary: 'Draw past submissions again by other rules; nothing is kept',
    description:
      "An officer's are those of the own office. The inputs and the random value of each draw are those that were kept with it; `declarations` are the first 500 that change.",
  })
  @RequestExample(REPLAY_BODY)
  @ResponseExample(REPLAY)
  replay(@CurrentActor() actor: Actor, @Body() body: ReplayBody) {
    return this.replays.replay(actor, body);
  }

  @Post('lane-rules')
  @Roles('admin')
  @ApiOperation({
    summary: 'Append a version of a rule, or end it by a version with a last day; no version ever changes',
  })
  @RequestExample(LANE_RULE_BODY)
  @ResponseExample(LANE_RULE)
  async addRule(@CurrentActor() actor: Actor, @Body() wanted: AddLaneRule, @CurrentLanguage() language: Language) {
    return this.database.transaction(actor, async (tx) =>
      withSource(await this.versions.addRule(tx, wanted), actor, language),
    );
  }

  @Get('lane-policies')
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'The random rates that were published, and what share was picked, by month' })
  @ResponseExample(page({ ...PUBLISHED_POLICY, months: [ACTUAL_RATE] }))
  policies(@CurrentActor() actor: Actor, @Query() query: LanePoliciesQuery, @CurrentLanguage() language: Language) {
    return this.reader.policies(actor, query, language);
  }

  @Post('lane-policies')
  @Roles('admin')
  @ApiOperation({ summary: 'Publish a random rate, from tomorrow on at the earliest; no rate ever changes' })
  @RequestExample(LANE_POLICY_BODY)
  @ResponseExample(PUBLISHED_POLICY)
  publish(@CurrentActor() actor: Actor, @Body() wanted: AddLanePolicy, @CurrentLanguage() language: Language) {
    return this.database.transaction(actor, async (tx) =>
      withSource(await this.versions.addPolicy(tx, wanted), actor, language),
    );
  }

  @Get('lane-policy')
  @Roles('broker', 'officer', 'admin', 'analyst', 'channel')
  @ApiOperation({
    summary: "The random rate of a day, the commitment to that day's secret, and the secret when the day is over",
  })
  @ResponseExample(LANE_POLICY)
  policy(@CurrentActor() actor: Actor, @Query() { on }: LaneDayQuery, @CurrentLanguage() language: Language) {
    return this.reader.policy(actor, on, language);
  }
}
