import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { brokerAskedFor } from '../access/broker-asked-for.js';
import { Markets } from '../markets/markets.service.js';
import { workingDays } from '../markets/working-days.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { LongWork } from '../platform/http/long-work.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample } from '../platform/http/description/describe.js';
import { either, page } from '../platform/http/description/example.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import { refuseFor } from '../messages/refusals/refusal.js';
import { pointer, violation } from '../messages/refusals/violation.js';
import { Clock } from '../vocabulary/clock.js';
import { isId } from '../vocabulary/id.js';
import { addDays, businessDayOf, daysOfMonth, isInstant, monthOf, startOfDay } from '../vocabulary/period.js';
import { preCloseAt, slipOf } from './domain/month-close.js';
import { ReleasedNotClosedQuery } from './open-items.dto.js';
import { RELEASED_COUNTS, RELEASED_NOT_CLOSED } from './open-items.examples.js';
import {
  countReleasedNotClosed,
  type ReleasedCount,
  releasedNotClosed,
  type ReleasedNotClosed,
} from './released-not-closed.query.js';

@ApiTags('follow-up')
@LongWork()
@Controller('v1/released-not-closed')
export class ReleasedNotClosedController {
  constructor(
    private readonly database: Database,
    private readonly markets: Markets,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({
    summary: 'What is released and not closed, the oldest first, with firm and vessel, and whether it misses its month',
    description: 'With `by` it is counted instead: how many and how much in each band of age, of each firm.',
  })
  @ResponseExample(either(page(RELEASED_NOT_CLOSED), RELEASED_COUNTS))
  list(
    @CurrentActor() actor: Actor,
    @Query() query: ReleasedNotClosedQuery,
  ): Promise<Page<ReleasedNotClosed> | { total: number; rows: readonly ReleasedCount[] }> {
    const limit = limitOf(query);
    const after = cursorOf(query, [isInstant, isId]);
    const { olderThanDays, by } = query;
    if (by !== undefined) refusePages(query);
    return this.database.transaction(actor, async (tx) => {
      const [today, now] = [this.clock.today(), this.clock.now().toISOString()];
      const market = await this.markets.ofQuery(tx, query.market);
      const asked = {
        market: market?.code ?? null,
        broker: await brokerAskedFor(tx, query.broker),
        today,
        now,
        before: olderThanDays === undefined ? null : startOfDay(addDays(today, -Number(olderThanDays))),
      };
      if (by !== undefined) {
        const counted = await countReleasedNotClosed(tx, by, asked);
        return { total: counted.reduce((sum, { declarations }) => sum + declarations, 0), rows: counted };
      }
      const rows = await releasedNotClosed(tx, { ...asked, after, limit: limit + 1 });
      const warnedAt = await this.warnings(tx);
      const items = rows.map((row) => ({
        ...row,
        month: monthOf(businessDayOf(row.releasedAt)),
        slips: slipOf(row.releasedAt, now, warnedAt(row.market)),
      }));
      return pageOf(items, limit, ({ releasedAt, id }) => [releasedAt, id]);
    });
  }

  /** When each market's firms are warned of the end of this month. */
  private async warnings(tx: Tx): Promise<(market: string) => string> {
    const month = monthOf(this.clock.today());
    const calendar = await workingDays(tx, ...daysOfMonth(month));
    const settings = new Map((await this.markets.all(tx)).map((market) => [market.code, market.settings]));
    return (market) => preCloseAt(month, settings.get(market) ?? {}, calendar).at;
  }
}

/** Counts have no pages. */
function refusePages(query: ReleasedNotClosedQuery): void {
  const faults = (['limit', 'cursor'] as const).flatMap((name) =>
    query[name] === undefined ? [] : [violation('paging-of-whole', pointer('query', name))],
  );
  if (faults.length > 0) throw refuseFor('malformed', faults);
}
