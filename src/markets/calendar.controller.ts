import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { CALENDAR_BODY, CALENDAR_DAY, CALENDAR_YEAR } from './markets.examples.js';
import type { Page } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import { refuse } from '../messages/refusals/refusal.js';
import { CalendarDayAnswer, CalendarQuery, PutYear, YearAnswer } from './calendar.dto.js';
import { Calendar } from './calendar.service.js';

/** The years the vocabulary calls days of. */
const YEAR = /^(19|20)\d{2}$/;

/** Which days are worked. The holidays of a year are put when the State Council has published them. */
@ApiTags('markets')
@Controller('v1/calendar')
export class CalendarController {
  constructor(
    private readonly database: Database,
    private readonly calendar: Calendar,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Holidays and make-up working days' })
  @Roles('admin', 'broker', 'officer', 'analyst', 'channel')
  @ResponseExample(page(CALENDAR_DAY))
  list(@CurrentActor() actor: Actor, @Query() query: CalendarQuery): Promise<Page<CalendarDayAnswer>> {
    return this.database.transaction(actor, (tx) => this.calendar.page(tx, query));
  }

  @Put(':year')
  @ApiOperation({ summary: 'Replace the calendar of a year as it was published' })
  @Roles('admin')
  @RequestExample(CALENDAR_BODY)
  @ResponseExample(CALENDAR_YEAR)
  put(@CurrentActor() actor: Actor, @Param('year') year: string, @Body() days: PutYear): Promise<YearAnswer> {
    if (!YEAR.test(year)) throw refuse('not-found', 'not-found', { what: 'year', value: year });
    return this.database.transaction(actor, (tx) => this.calendar.put(tx, Number(year), days));
  }
}
