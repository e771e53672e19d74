import { Module } from '@nestjs/common';
import { MarketsModule } from '../markets/markets.module.js';
import { ClearanceController } from './clearance.controller.js';
import { DailyClearance } from './daily-clearance.processor.js';
import { JobsController } from './jobs.controller.js';
import { PeriodRuns } from './period-runs.service.js';

/** 日清, and the doors to the period ledger that weekly settlement and monthly reminder share. */
@Module({
  imports: [MarketsModule],
  controllers: [ClearanceController, JobsController],
  providers: [DailyClearance, PeriodRuns],
  exports: [PeriodRuns],
})
export class ClearanceModule {}
