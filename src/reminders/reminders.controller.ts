import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PeriodRuns } from '../periods/ledger/period-runs.service.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { LongWork } from '../platform/http/long-work.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import type { Page } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import type { PeriodRun } from '../periods/ledger/period-ledger.js';
import { isId } from '../vocabulary/id.js';
import { refuse } from '../messages/refusals/refusal.js';
import { Acknowledgements } from './acknowledgements.service.js';
import { REMINDER_DIGEST } from './domain/digest.js';
import { AcknowledgeBody, AskReminder, RemindersQuery } from './reminders.dto.js';
import { ACKNOWLEDGE_BODY, ACKNOWLEDGED, REMINDER, REMINDER_ASKED } from './reminders.examples.js';
import type { Reminder } from './reminders.query.js';
import { RemindersService } from './reminders.service.js';

@ApiTags('follow-up')
@LongWork()
@Controller('v1/reminders')
export class RemindersController {
  constructor(
    private readonly database: Database,
    private readonly reminders: RemindersService,
    private readonly runs: PeriodRuns,
    private readonly acknowledgements: Acknowledgements,
  ) {}

  @Post()
  @HttpCode(202)
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'Ask for the reminders of a month that is over; asking again gives the same run' })
  @RequestExample({ market: 'KQ-CTC', month: '2026-10' })
  @ResponseExample(REMINDER_ASKED)
  ask(@CurrentActor() actor: Actor, @Body() { market, month }: AskReminder): Promise<PeriodRun & { month: string }> {
    const key = { kind: 'monthly-reminder', market, period: month } as const;
    return this.database.transaction(actor, async (tx) => ({
      month,
      ...(await this.runs.request(tx, key)),
    }));
  }

  @Get()
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({
    summary: 'Reminders and warnings before a month closes, one a firm, month and kind; the latest month first',
  })
  @ResponseExample(page(REMINDER))
  list(@CurrentActor() actor: Actor, @Query() query: RemindersQuery): Promise<Page<Reminder>> {
    return this.reminders.list(actor, query);
  }

  @Get(':id')
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'One reminder, with what its firm has acknowledged', description: REMINDER_DIGEST })
  @ResponseExample(REMINDER)
  byId(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Reminder> {
    return this.reminders.byId(actor, id);
  }

  @Post(':id/acknowledgements')
  @HttpCode(200)
  @Roles('broker')
  @ApiOperation({
    summary:
      'Acknowledge items, or all: they are left out of reminders until their level or their being overdue changes',
  })
  @RequestExample(ACKNOWLEDGE_BODY)
  @ResponseExample(ACKNOWLEDGED)
  acknowledge(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { items, note }: AcknowledgeBody) {
    if (!isId(id)) throw refuse('not-found', 'not-found', { what: 'reminder', value: id });
    return this.database.transaction(actor, (tx) => this.acknowledgements.add(tx, id, { items, note }));
  }
}
