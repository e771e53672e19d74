import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { followUpSettings } from './domain/follow-up-settings.js';
import type { Market, MarketSettings } from './domain/market.js';
import { MARKET, MARKET_BODY } from './markets.examples.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { IfMatch, CurrentActor } from '../platform/http/request.js';
import { refuse } from '../messages/refusals/refusal.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';
import { MarketAnswer, MarketQuery, ReplaceMarket } from './markets.dto.js';
import { Markets } from './markets.service.js';

/** Markets and how each is followed up. */
@ApiTags('markets')
@Controller('v1/markets')
export class MarketsController {
  constructor(
    private readonly database: Database,
    private readonly markets: Markets,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The pilot markets, by code' })
  @Roles('admin', 'broker', 'officer', 'analyst', 'channel')
  @ResponseExample(page(MARKET))
  async list(@CurrentActor() actor: Actor, @Query() query: MarketQuery): Promise<Page<MarketAnswer>> {
    const limit = limitOf(query);
    const [after = ''] = cursorOf(query, 1) ?? [];
    const all = await this.database.transaction(actor, (tx) => this.markets.all(tx));
    const wanted = query.followed === undefined ? null : query.followed === 'true';
    const rows = all.filter(
      ({ code, followUpSince }) => code > after && (wanted === null || wanted === (followUpSince !== null)),
    );
    return pageOf(rows.map(toResponse), limit, ({ code }) => [code]);
  }

  @Get(':code')
  @ApiOperation({ summary: 'A market and its settings' })
  @Roles('admin', 'broker', 'officer', 'analyst', 'channel')
  @ResponseExample(MARKET)
  async byCode(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<MarketAnswer> {
    const market = await this.database.transaction(actor, (tx) => this.markets.byCode(tx, code));
    if (!market) throw refuse('not-found', 'not-found', { what: 'market', value: code });
    return toResponse(market);
  }

  @Put(':code')
  @ApiOperation({ summary: 'Replace the settings of a market' })
  @Roles('admin')
  @RequestExample(MARKET_BODY)
  @ResponseExample(MARKET)
  replace(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @IfMatch() revision: ExpectedRevisions,
    @Body() settings: ReplaceMarket,
  ): Promise<MarketAnswer> {
    const given = JSON.parse(JSON.stringify(settings)) as Partial<MarketSettings>;
    return this.database.transaction(actor, async (tx) =>
      toResponse(await this.markets.replace(tx, code, given, revision)),
    );
  }
}

/** A market as it is shown: with the settings in force. */
const toResponse = (market: Market): MarketAnswer => ({ ...market, settings: followUpSettings(market.settings) });
