import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PeriodRuns } from '../periods/period-runs.service.js';
import { Markets } from '../markets/markets.service.js';
import { findMarketAskedFor } from '../open-items/market-asked-for.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { LongWork } from '../platform/http/long-work.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import { isId } from '../vocabulary/id.js';
import { refuse } from '../messages/refusal.js';
import { FirmReminders } from './firm-reminders.service.js';
import { type ParkedFirm, parkedFirms } from './parked.repository.js';
import { ParkedQuery } from './reminders.dto.js';
import { PARKED, PARKED_TRIED_AGAIN } from './reminders.examples.js';

/** Firms whose reminder could not be made because of their data; everybody else has theirs. */
@ApiTags('follow-up')
@Roles('officer', 'admin')
@LongWork()
@Controller('v1/reminders/parked')
export class ParkedController {
  constructor(
    private readonly database: Database,
    private readonly markets: Markets,
    private readonly runs: PeriodRuns,
    private readonly reminders: FirmReminders,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Firms whose reminder could not be made, with the reason; the latest first' })
  @ResponseExample(page(PARKED))
  list(@CurrentActor() actor: Actor, @Query() query: ParkedQuery): Promise<Page<ParkedFirm>> {
    const limit = limitOf(query);
    const [after = null] = cursorOf(query, [isId]) ?? [];
    return this.database.transaction(actor, async (tx) => {
      const markets = await this.runs.visibleMarkets(tx, await findMarketAskedFor(tx, this.markets, query.market));
      const found = await parkedFirms(tx, { markets, month: query.month ?? null, after, limit: limit + 1 });
      return pageOf(found, limit, ({ id }) => [id]);
    });
  }

  @Post(':id/retry')
  @HttpCode(200)
  @ApiOperation({ summary: 'Try again to make the reminder of a parked firm, as of the same instant' })
  @ResponseExample(PARKED_TRIED_AGAIN)
  retry(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ParkedFirm> {
    if (!isId(id)) throw refuse('not-found', 'not-found', { what: 'parked', value: id });
    const visible = (market: { customsOffice: string | null }) =>
      actor.role === 'admin' || market.customsOffice === actor.office;
    return this.database.transaction(actor, (tx) => tx.asService(() => this.reminders.retry(tx, id, visible)));
  }
}
