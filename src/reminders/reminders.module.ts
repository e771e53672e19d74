import { Module } from '@nestjs/common';
import { MarketsModule } from '../markets/markets.module.js';
import { PeriodsModule } from '../periods/periods.module.js';
import { Acknowledgements } from './acknowledgements.service.js';
import { FirmReminders } from './firm-reminders.service.js';
import { MonthlyReminder } from './monthly-reminder.kind.js';
import { PreCloseWarning } from './pre-close-warning.kind.js';
import { RemindersController } from './reminders.controller.js';
import { RemindersService } from './reminders.service.js';

/** 月提醒: one notice a firm and month, with everything it still owes or lacks, and a warning before the month closes. */
@Module({
  imports: [MarketsModule, PeriodsModule],
  controllers: [RemindersController],
  providers: [MonthlyReminder, PreCloseWarning, FirmReminders, Acknowledgements, RemindersService],
})
export class RemindersModule {}
