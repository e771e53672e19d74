import { Module } from '@nestjs/common';
import { MarketsModule } from '../markets/markets.module.js';
import { ClockController } from './clock.controller.js';
import { FailedJobsController } from './failed-jobs.controller.js';
import { JobsController } from './jobs.controller.js';
import { PeriodRuns } from './period-runs.service.js';
import { Periods } from './periods.service.js';
import { Reconciler } from './reconciler.js';

/** The engine of day, week and month: which periods are due, and that each is done once. What a kind freezes is its own folder's. */
@Module({
  imports: [MarketsModule],
  controllers: [JobsController, FailedJobsController, ClockController],
  providers: [Periods, Reconciler, PeriodRuns],
  exports: [Periods, PeriodRuns],
})
export class PeriodsModule {}
