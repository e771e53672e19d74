import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Allow } from '../platform/http/allow.js';
import { Answers, Asks } from '../platform/http/describe.js';
import { page } from '../platform/http/example.js';
import { LANE, LANE_POLICY, LANE_RULE } from './lanes.examples.js';
import { Who } from '../platform/http/request.js';
import { Clock } from '../vocabulary/clock.js';
import { refuse } from '../vocabulary/refusal.js';
import { commitmentOf, secretOf } from './chance.js';
import { rulesOn } from './domain/draw.js';
import { policyOn, rulesBegun } from './draw-inputs.query.js';
import { LaneChanges } from './lane-changes.service.js';
import { laneOf } from './lane.query.js';
import { ChangeLane, LaneDayQuery } from './lanes.dto.js';

@ApiTags('lanes')
@Controller('v1')
export class LanesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changes: LaneChanges,
  ) {}

  @Get('declarations/:id/lane')
  @Allow('officer', 'admin')
  @ApiOperation({ summary: 'The lane of a declaration, why it was drawn, and what would have changed it' })
  @Answers(LANE)
  async lane(@Who() actor: Actor, @Param('id') id: string) {
    const lane = await this.database.transaction(actor, (tx) => laneOf(tx, id), { snapshot: true });
    if (!lane) throw refuse('not-found', 'not-found');
    return lane;
  }

  @Put('declarations/:id/lane')
  @Allow('officer')
  @ApiOperation({
    summary: 'Change the lane: more control at once; less control waits until another officer puts the same colour',
  })
  @Asks({ colour: 'red', reason: 'Told of by the market' })
  @Answers(LANE)
  change(@Who() actor: Actor, @Param('id') id: string, @Body() wanted: ChangeLane) {
    return this.database.transaction(actor, (tx) => this.changes.change(tx, id, wanted));
  }

  @Get('lane-rules')
  @Allow('officer', 'admin')
  @ApiOperation({ summary: 'The rule versions that govern on a day' })
  @Answers(page(LANE_RULE))
  async rules(@Who() actor: Actor, @Query() { on = this.clock.today() }: LaneDayQuery) {
    return { items: rulesOn(await this.database.transaction(actor, (tx) => rulesBegun(tx, on)), on), nextCursor: null };
  }

  @Get('lane-policy')
  @Allow('broker', 'officer', 'admin', 'analyst', 'channel')
  @ApiOperation({
    summary: "The random rate of a day, the commitment to that day's secret, and the secret when the day is over",
  })
  @Answers(LANE_POLICY)
  policy(@Who() actor: Actor, @Query() { on = this.clock.today() }: LaneDayQuery) {
    return this.database.transaction(actor, async (tx) => {
      const found = await tx.asService(() => policyOn(tx, on));
      if (!found) throw refuse('not-found', 'not-found');
      const { seed, ...published } = found;
      const secret = secretOf(seed, on);
      return { on, ...published, commitment: commitmentOf(secret), secret: on < this.clock.today() ? secret : null };
    });
  }
}
