import { Module } from '@nestjs/common';
import { MarketsModule } from '../markets/markets.module.js';
import { ClearanceDayController } from './clearance-day.controller.js';
import { ClearanceController } from './clearance.controller.js';
import { DailyClearance } from './daily-clearance.processor.js';
import { DayRevisions } from './day-revisions.service.js';
import { PeriodsModule } from '../periods/periods.module.js';
import { Previews } from './previews.service.js';

/** 日清: what is open at a day's cut-off is frozen. */
@Module({
  imports: [MarketsModule, PeriodsModule],
  controllers: [ClearanceController, ClearanceDayController],
  providers: [DailyClearance, Previews, DayRevisions],
})
export class ClearanceModule {}
