import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PeriodRuns } from '../clearance/period-runs.service.js';
import { Markets } from '../markets/markets.service.js';
import { brokerAskedFor, marketAskedFor } from '../open-items/asked-for.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Allow } from '../platform/http/allow.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { Who } from '../platform/http/request.js';
import type { PeriodRun } from '../platform/periodic/period-ledger.js';
import { isId } from '../vocabulary/id.js';
import { isMonth } from '../vocabulary/period.js';
import { reminderDueAt } from './domain/due.js';
import { AskReminder, RemindersQuery } from './reminders.dto.js';
import { type Reminder, reminders } from './reminders.query.js';

@ApiTags('follow-up')
@Controller('v1/reminders')
export class RemindersController {
  constructor(
    private readonly database: Database,
    private readonly markets: Markets,
    private readonly runs: PeriodRuns,
  ) {}

  @Post()
  @HttpCode(202)
  @Allow('officer', 'admin')
  @ApiOperation({ summary: 'Ask for the reminders of a month that is over; asking again gives the same run' })
  ask(@Who() actor: Actor, @Body() { market, month }: AskReminder): Promise<PeriodRun & { month: string }> {
    const key = { kind: 'monthly-reminder', market, period: month } as const;
    return this.database.transaction(actor, async (tx) => ({
      month,
      ...(await this.runs.ask(tx, key, ({ settings }) => reminderDueAt(month, settings))),
    }));
  }

  @Get()
  @Allow('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'One reminder a firm and month, with its list of what is due; the latest month first' })
  list(@Who() actor: Actor, @Query() query: RemindersQuery): Promise<Page<Reminder>> {
    const limit = limitOf(query);
    const after = cursorOf(query, [isMonth, isId]);
    return this.database.transaction(actor, async (tx) => {
      const markets = await this.runs.visibleMarkets(tx, await marketAskedFor(tx, this.markets, query.market));
      const broker = await brokerAskedFor(tx, query.broker);
      const found = await reminders(tx, { markets, month: query.month ?? null, broker, after, limit: limit + 1 });
      return pageOf(found, limit, ({ month, id }) => [month, id]);
    });
  }
}
