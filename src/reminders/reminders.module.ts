import { Module } from '@nestjs/common';
import { ClearanceModule } from '../clearance/clearance.module.js';
import { MarketsModule } from '../markets/markets.module.js';
import { MonthlyReminder } from './monthly-reminder.processor.js';
import { RemindersController } from './reminders.controller.js';

/** 月提醒: one notice a firm and month, with everything it still owes or lacks. */
@Module({ imports: [MarketsModule, ClearanceModule], controllers: [RemindersController], providers: [MonthlyReminder] })
export class RemindersModule {}
