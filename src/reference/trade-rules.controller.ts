import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { LongWork } from '../platform/http/long-work.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import type { Page } from '../platform/http/page.js';
import { CurrentLanguage, CurrentActor } from '../platform/http/request.js';
import type { Language } from '../vocabulary/language.js';
import { AddTradeRule, TradeRulesQuery } from './trade-rules.dto.js';
import { TRADE_RULE_BODY, TRADE_RULE_VERSION, TRADE_RULES } from './trade-rules.examples.js';
import { type TradeRuleResponse, TradeRulesOnDayService } from './trade-rules-on-day.service.js';
import type { TradeRuleEntity } from './trade-rule.entity.js';
import { TradeRules } from './trade-rules.service.js';

/** Trade rules with the days on which they hold. Versions are appended, so that no If-Match is asked for: nothing is overwritten. */
@ApiTags('reference')
@LongWork()
@Controller('v1/trade-rules')
export class TradeRulesController {
  constructor(
    private readonly database: Database,
    private readonly rules: TradeRules,
    private readonly onDay: TradeRulesOnDayService,
  ) {}

  @Get()
  @Roles('admin', 'broker', 'officer', 'analyst')
  @ApiOperation({ summary: 'The trade rules in force on a day: texts, severity on that day, days, source' })
  @ResponseExample(page(...TRADE_RULES))
  list(
    @CurrentActor() actor: Actor,
    @Query() query: TradeRulesQuery,
    @CurrentLanguage() language: Language,
  ): Promise<Page<TradeRuleResponse>> {
    return this.onDay.page(actor, query, language);
  }

  @Post()
  @Roles('admin')
  @ApiOperation({
    summary: 'Append a version of the days of a rule: from when, until when, and from when on it refuses',
  })
  @RequestExample(TRADE_RULE_BODY)
  @ResponseExample(TRADE_RULE_VERSION)
  append(@CurrentActor() actor: Actor, @Body() body: AddTradeRule): Promise<TradeRuleEntity> {
    return this.database.transaction(actor, (tx) => this.rules.append(tx, body));
  }
}
