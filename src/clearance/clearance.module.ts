import { Module } from '@nestjs/common';
import { MarketsModule } from '../markets/markets.module.js';
import { ClearanceController } from './clearance.controller.js';
import { ClearanceService } from './clearance.service.js';
import { DailyClearance } from './daily-clearance.kind.js';
import { PeriodsModule } from '../periods/periods.module.js';

/** 日清: what is open at a day's cut-off is frozen. */
@Module({
  imports: [MarketsModule, PeriodsModule],
  controllers: [ClearanceController],
  providers: [DailyClearance, ClearanceService],
})
export class ClearanceModule {}
