import { Module } from '@nestjs/common';
import { MarketsModule } from '../markets/markets.module.js';
import { PeriodsModule } from '../periods/periods.module.js';
import { SettlementsController } from './settlements.controller.js';
import { WeekReviewController } from './week-review.controller.js';
import { WeekReview } from './week-review.service.js';
import { WeeklySettlement } from './weekly-settlement.processor.js';

/** 周结: the week is closed for bookings, stated per firm and for the market, and frozen. */
@Module({
  imports: [MarketsModule, PeriodsModule],
  controllers: [SettlementsController, WeekReviewController],
  providers: [WeeklySettlement, WeekReview],
})
export class SettlementModule {}
