import { Module } from '@nestjs/common';
import { MarketsModule } from '../markets/markets.module.js';
import { ClearanceDayController } from './clearance-day.controller.js';
import { ClearanceController } from './clearance.controller.js';
import { DailyClearance } from './daily-clearance.processor.js';
import { Editions } from './editions.service.js';
import { FailedJobsController } from './failed-jobs.controller.js';
import { JobsController } from './jobs.controller.js';
import { PeriodRuns } from './period-runs.service.js';
import { Previews } from './previews.service.js';

/** 日清, and the doors to the period ledger that weekly settlement and monthly reminder share. */
@Module({
  imports: [MarketsModule],
  controllers: [ClearanceController, ClearanceDayController, JobsController, FailedJobsController],
  providers: [DailyClearance, PeriodRuns, Previews, Editions],
  exports: [PeriodRuns],
})
export class ClearanceModule {}
