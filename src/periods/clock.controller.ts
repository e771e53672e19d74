import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock, MovableClock } from '../vocabulary/clock.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../platform/http/description/describe.js';
import { CLOCK, CLOCK_MOVED } from './clock.examples.js';
import { Field } from '../platform/http/shapes/shape.js';
import { TrialClock } from '../platform/clock/trial-clock.js';
import { Periods } from './periods.service.js';

export class ClockBody {
  @Field.instant({ required: true, description: 'The instant it is from now on; the clock runs on from there.' })
  now!: string;
}

/** The service's clock. In a trial set-up (TRIAL_CLOCK=1) it can be moved, and what falls due on the way is entered at once. */
@ApiTags('clock')
@Controller('v1/clock')
export class ClockController {
  constructor(
    private readonly clock: Clock,
    private readonly trial: TrialClock,
    private readonly periods: Periods,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What time it is for the service' })
  @Roles('admin', 'officer', 'broker', 'analyst')
  @ResponseExample(CLOCK)
  show() {
    return {
      now: this.clock.now().toISOString(),
      today: this.clock.today(),
      movable: this.clock instanceof MovableClock,
    };
  }

  @Put()
  @ApiOperation({
    summary: 'Move the clock of a trial, in all its processes; what falls due on the way is entered at once',
  })
  @Roles('admin')
  @RequestExample({ now: '2026-11-22T10:00:00+08:00' })
  @ResponseExample(CLOCK_MOVED)
  async move(@Body() { now }: ClockBody) {
    await this.trial.moveTo(now);
    const due = await this.periods.reconcile();
    return { ...this.show(), due };
  }
}
