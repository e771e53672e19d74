import { Module } from '@nestjs/common';
import { MarketsModule } from '../markets/markets.module.js';
import { PeriodsModule } from '../periods/periods.module.js';
import { SettlementsController } from './settlements.controller.js';
import { WeeklySettlement } from './weekly-settlement.kind.js';

/** 周结: the week is closed for bookings, stated per firm and for the market, and frozen. */
@Module({
  imports: [MarketsModule, PeriodsModule],
  controllers: [SettlementsController],
  providers: [WeeklySettlement],
})
export class SettlementModule {}
