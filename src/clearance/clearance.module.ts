import { Module } from '@nestjs/common';
import { MarketsModule } from '../markets/markets.module.js';
import { ClearanceDayController } from './clearance-day.controller.js';
import { ClearanceController } from './clearance.controller.js';
import { DailyClearance } from './daily-clearance.kind.js';
import { PeriodsModule } from '../periods/periods.module.js';

/** 日清: what is open at a day's cut-off is frozen. */
@Module({
  imports: [MarketsModule, PeriodsModule],
  controllers: [ClearanceController, ClearanceDayController],
  providers: [DailyClearance],
})
export class ClearanceModule {}
