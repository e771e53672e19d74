import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { brokerAskedFor } from '../access/broker-asked-for.js';
import { Markets } from '../markets/markets.service.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { LongWork } from '../platform/http/long-work.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { DUE, EXCLUDED_FIRM, OPEN_ITEM } from './open-items.examples.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import { Clock } from '../vocabulary/clock.js';
import { isId } from '../vocabulary/id.js';
import { isInstant } from '../vocabulary/period.js';
import { type FollowedMarket, NO_MARKET } from './domain/item-rule.js';
import { isOpenItemKind } from '../vocabulary/open-item-kinds.js';
import { answerWithoutFailing, type ExcludedFirm } from './without-failing.query.js';
import { OpenItemsQuery } from './open-items.dto.js';
import { listOpenItems, NO_DUE_TIME, type OpenItem } from './open-items.query.js';

@ApiTags('follow-up')
@LongWork()
@Controller('v1/open-items')
export class OpenItemsController {
  constructor(
    private readonly database: Database,
    private readonly markets: Markets,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'What is open now, the earliest due first', description: DUE })
  @ResponseExample({ ...page(OPEN_ITEM), excluded: [EXCLUDED_FIRM] })
  list(
    @CurrentActor() actor: Actor,
    @Query() query: OpenItemsQuery,
  ): Promise<Page<OpenItem> & { excluded: ExcludedFirm[] }> {
    const limit = limitOf(query);
    const after = cursorOf(query, [(key) => key === NO_DUE_TIME || isInstant(key), isOpenItemKind, isId]);
    return this.database.transaction(actor, async (tx) => {
      const markets = await this.marketsFor(tx, query.market);
      const broker = await brokerAskedFor(tx, query.broker);
      const asked = { markets, until: this.clock.now().toISOString(), ...(query.kind ? { kinds: [query.kind] } : {}) };
      const overdue = query.overdue === undefined ? null : query.overdue === 'true';
      const { answer, excluded } = await answerWithoutFailing(tx, asked, (question) =>
        listOpenItems(tx, question, { broker, overdue, after, limit: limit + 1 }),
      );
      return {
        ...pageOf(answer, limit, ({ dueAt, kind, subject }) => [dueAt ?? NO_DUE_TIME, kind, subject.id]),
        excluded,
      };
    });
  }

  private async marketsFor(tx: Tx, code: string | undefined): Promise<FollowedMarket[]> {
    const asked = await this.markets.ofQuery(tx, code);
    if (asked) return [asked];
    return [...(await this.markets.all(tx)), NO_MARKET];
  }
}
