import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Clock, MovableClock } from '../../vocabulary/clock.js';
import { Allow } from '../http/allow.js';
import { Field } from '../http/shape.js';
import { TrialClock } from './trial-clock.js';

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
  ) {}

  @Get()
  @Allow('admin', 'officer', 'broker', 'analyst')
  show() {
    return {
      now: this.clock.now().toISOString(),
      today: this.clock.today(),
      movable: this.clock instanceof MovableClock,
    };
  }

  /** Moves the clock of all processes of the trial; 409 unless it is one. */
  @Put()
  @Allow('admin')
  async move(@Body() { now }: ClockBody) {
    const due = await this.trial.moveTo(now);
    return { ...this.show(), due };
  }
}
