import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { MarketsModule } from '../markets/markets.module.js';
import { ClockController } from './clock.controller.js';
import { FailedJobsController } from './failed-jobs/failed-jobs.controller.js';
import { Freezing } from './freezing.service.js';
import { JobsController } from './jobs.controller.js';
import { PeriodKinds } from './period-kinds.service.js';
import { PeriodLists } from './ledger/period-lists.service.js';
import { PeriodMetrics } from './ledger/period-metrics.js';
import { PeriodRuns } from './ledger/period-runs.service.js';
import { PeriodController } from './period.controller.js';
import { Periods } from './periods.service.js';
import { PeriodPreviews } from './previews.service.js';
import { PeriodReruns } from './reruns.service.js';
import { PeriodRetries } from './retries.service.js';

/** The engine of day, week and month: everything that is done with a period, whatever its kind freezes. */
@Module({
  imports: [MarketsModule, DiscoveryModule],
  controllers: [PeriodController, JobsController, FailedJobsController, ClockController],
  providers: [
    ...[PeriodKinds, Freezing, Periods, PeriodMetrics],
    ...[PeriodRuns, PeriodLists, PeriodPreviews, PeriodReruns, PeriodRetries],
  ],
  exports: [Periods, PeriodRuns, PeriodKinds],
})
export class PeriodsModule {}
