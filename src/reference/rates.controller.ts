import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { LongWork } from '../platform/http/long-work.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { MONTH_RATES, RATES_BODY } from './reference.examples.js';
import { cursorOf, limitOf, type Page, PageQuery, pageOf } from '../platform/http/page.js';
import { IfMatchGiven, CurrentActor } from '../platform/http/request.js';
import { isMonth } from '../vocabulary/period.js';
import { refuse, refuseAt } from '../messages/refusals/refusal.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';
import { PutRates } from './rates.dto.js';
import { type MonthRates, RatesService } from './rates.service.js';

/** Customs rates of a month: those of the third Wednesday before it, put by an administrator. */
@ApiTags('reference')
@LongWork()
@Controller('v1/rates')
export class RatesController {
  constructor(
    private readonly database: Database,
    private readonly rates: RatesService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Months with customs rates, the latest first' })
  @Roles('admin', 'broker', 'officer', 'analyst', 'channel')
  @ResponseExample(page(MONTH_RATES))
  async months(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<MonthRates>> {
    const limit = limitOf(query);
    const [before = null] = cursorOf(query, [isMonth]) ?? [];
    const rows = await this.database.transaction(actor, (tx) => this.rates.months(tx, before, limit + 1));
    return pageOf(rows, limit, ({ month }) => [month]);
  }

  @Get(':month')
  @ApiOperation({ summary: 'The customs rates of a month' })
  @Roles('admin', 'broker', 'officer', 'analyst', 'channel')
  @ResponseExample(MONTH_RATES)
  async of(@CurrentActor() actor: Actor, @Param('month') month: string): Promise<MonthRates> {
    assertMonth(month);
    const found = await this.database.transaction(actor, (tx) => this.rates.of(tx, month));
    if (!found) throw refuse('not-found', 'not-found', { what: 'rates', value: month });
    return found;
  }

  @Put(':month')
  @ApiOperation({ summary: 'Replace the customs rates of a month; what has been valued stays as it is' })
  @Roles('admin')
  @RequestExample(RATES_BODY)
  @ResponseExample(MONTH_RATES)
  put(
    @CurrentActor() actor: Actor,
    @Param('month') month: string,
    @IfMatchGiven() revision: ExpectedRevisions | undefined,
    @Body() body: PutRates,
  ): Promise<MonthRates> {
    assertMonth(month);
    return this.database.transaction(actor, (tx) => this.rates.put(tx, month, body.rates, revision));
  }
}

function assertMonth(text: string): void {
  if (isMonth(text)) return;
  const params = { value: text };
  throw refuseAt('/path/month', 'malformed', 'month-invalid', params);
}
