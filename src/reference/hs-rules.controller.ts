import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Allow } from '../platform/http/allow.js';
import type { Page } from '../platform/http/page.js';
import { IfMatch, Who } from '../platform/http/request.js';
import { AddHsRule, EndHsRule, HsRuleAnswer, HsRuleQuery } from './hs-rules.dto.js';
import { HsRules, type KeptHsRule } from './hs-rules.service.js';

/** Flags on commodity codes. They are data: what is excluded or inspected changes by announcement, not by release. */
@ApiTags('reference')
@Controller('v1/hs-rules')
export class HsRulesController {
  constructor(
    private readonly database: Database,
    private readonly rules: HsRules,
  ) {}

  @Get()
  @Allow('admin', 'broker', 'officer', 'analyst', 'channel')
  @ApiOkResponse({ type: HsRuleAnswer, isArray: true, description: 'The items of a page.' })
  list(@Who() actor: Actor, @Query() query: HsRuleQuery): Promise<Page<KeptHsRule>> {
    return this.database.transaction(actor, (tx) => this.rules.page(tx, query));
  }

  @Post()
  @Allow('admin')
  @ApiCreatedResponse({ type: HsRuleAnswer })
  add(@Who() actor: Actor, @Body() rule: AddHsRule): Promise<KeptHsRule> {
    return this.database.transaction(actor, (tx) => this.rules.add(tx, rule));
  }

  @Put(':id')
  @Allow('admin')
  @ApiOkResponse({ type: HsRuleAnswer })
  end(
    @Who() actor: Actor,
    @Param('id') id: string,
    @IfMatch() revision: number | null,
    @Body() wanted: EndHsRule,
  ): Promise<KeptHsRule> {
    return this.database.transaction(actor, (tx) => this.rules.end(tx, id, wanted, revision));
  }
}
