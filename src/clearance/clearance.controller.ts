import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Markets } from '../markets/markets.service.js';
import { isOpenItemKind } from '../vocabulary/open-item-kinds.js';
import { FROZEN_ITEM } from '../open-items/open-items.examples.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { LongWork } from '../platform/http/long-work.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { CLEARANCE_RUN, CLEARED_DAY } from './clearance.examples.js';
import { cursorOf, limitOf, type Page, pageOf, PageQuery } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import type { PeriodKey } from '../periods/period-ledger.js';
import { isId } from '../vocabulary/id.js';
import { isDay } from '../vocabulary/period.js';
import { refuse } from '../messages/refusal.js';
import { AskClearance, ClearanceRunsQuery } from './clearance.dto.js';
import {
  type ClearanceItem,
  clearanceItems,
  clearanceKey,
  type ClearanceRun,
  clearanceRun,
  clearanceRuns,
  type ItemsAsked,
  ITEMS_SHOWN_MAX,
} from './clearance.query.js';
import { type DayRevision, findRevisions } from './day-revisions.query.js';
import { PeriodRuns } from '../periods/period-runs.service.js';
import { type SignOff, signOffsOf } from './sign-offs.repository.js';
import { assertRange } from '../messages/range.js';

/** The run, its first official items, every revision and who signed the official one. */
interface ClearanceDay extends ClearanceRun {
  readonly itemsTotal: number;
  readonly items: readonly ClearanceItem[];
  readonly revisions: readonly DayRevision[];
  readonly signOffs: readonly SignOff[];
}

@ApiTags('follow-up')
@LongWork()
@Controller('v1/clearance-runs')
export class ClearanceController {
  constructor(
    private readonly database: Database,
    private readonly markets: Markets,
    private readonly runs: PeriodRuns,
  ) {}

  @Post()
  @HttpCode(202)
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'Ask for the clearance of a day that is over; asking again gives the same run' })
  @RequestExample({ market: 'KQ-CTC', date: '2026-11-17' })
  @ResponseExample(CLEARANCE_RUN)
  ask(@CurrentActor() actor: Actor, @Body() { market, date }: AskClearance): Promise<ClearanceRun> {
    return this.database.transaction(actor, async (tx) => {
      const key = clearanceKey(market, date);
      await this.runs.request(tx, key);
      return this.find(tx, key);
    });
  }

  @Get()
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'Clearance runs, the latest day first' })
  @ResponseExample(page(CLEARANCE_RUN))
  list(@CurrentActor() actor: Actor, @Query() query: ClearanceRunsQuery): Promise<Page<ClearanceRun>> {
    const limit = limitOf(query);
    const after = cursorOf(query, [isDay, () => true]);
    return this.database.transaction(actor, async (tx) => {
      const runs = await clearanceRuns(tx, { ...(await this.daysOf(tx, query)), after, limit: limit + 1 });
      return pageOf(runs, limit, ({ date, market }) => [date, market]);
    });
  }

  @Get(':market/:date')
  @Roles('officer', 'admin')
  @ApiOperation({
    summary:
      'The clearance of a day, with what was open at its cut-off (the first 5,000 items), its revisions and who signed it',
  })
  @ResponseExample(CLEARED_DAY)
  one(
    @CurrentActor() actor: Actor,
    @Param('market') market: string,
    @Param('date') date: string,
  ): Promise<ClearanceDay> {
    return this.database.transaction(
      actor,
      async (tx) => {
        const run = await this.find(tx, clearanceKey(market, date));
        const revisions = await findRevisions(tx, market, date);
        const signOffs = await signOffsOf(tx, run.id);
        const items = await itemsOf(tx, run, { after: null, limit: ITEMS_SHOWN_MAX });
        return { ...run, revisions, signOffs, itemsTotal: run.carriedOver ?? 0, items };
      },
      { snapshot: true },
    );
  }

  @Get(':market/:date/items')
  @Roles('officer', 'admin')
  @ApiOperation({
    summary: 'Every item that was open at the cut-off of a day, page by page, in the order of the digest',
  })
  @ResponseExample(page(FROZEN_ITEM))
  items(
    @CurrentActor() actor: Actor,
    @Param('market') market: string,
    @Param('date') date: string,
    @Query() query: PageQuery,
  ): Promise<Page<ClearanceItem>> {
    const limit = limitOf(query);
    const after = cursorOf(query, [isOpenItemKind, isId]);
    return this.database.transaction(actor, async (tx) => {
      const run = await this.find(tx, clearanceKey(market, date));
      const found = await itemsOf(tx, run, { after, limit: limit + 1 });
      return pageOf(found, limit, ({ kind, subject }) => [kind, subject.id]);
    });
  }

  /** The days a list is narrowed to, of markets the actor may see. Refuses (400) an unknown market and days in the wrong order. */
  private async daysOf(tx: Tx, query: ClearanceRunsQuery) {
    const [from, to] = [query.from ?? null, query.to ?? null];
    assertRange(query);
    const markets = await this.runs.visibleMarkets(tx, await this.markets.ofQuery(tx, query.market));
    return { markets, from, to };
  }

  private async find(tx: Tx, key: PeriodKey): Promise<ClearanceRun> {
    await this.runs.find(tx, key);
    const run = await clearanceRun(tx, key.market, key.period);
    if (!run) throw refuse('not-found', 'not-found', { what: key.kind, value: `${key.market} ${key.period}` });
    return run;
  }
}

/** Of a day that has not run yet there are none. */
const itemsOf = async (tx: Tx, { id }: ClearanceRun, asked: ItemsAsked): Promise<ClearanceItem[]> =>
  id === null ? [] : clearanceItems(tx, id, asked);
