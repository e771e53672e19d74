import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { LongWork } from '../platform/http/long-work.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { END_HS_RULE_BODY, HS_RULE, HS_RULE_BODY } from './reference.examples.js';
import type { Page } from '../platform/http/page.js';
import { IfMatch, CurrentActor } from '../platform/http/request.js';
import { AddHsRule, EndHsRule, HsRuleQuery } from './hs-rules.dto.js';
import type { HsRuleEntity } from './hs-rule.entity.js';
import { HsRules } from './hs-rules.service.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';

/** Flags on commodity codes. They are data: what is excluded or inspected changes by announcement, not by release. */
@ApiTags('reference')
@LongWork()
@Controller('v1/hs-rules')
export class HsRulesController {
  constructor(
    private readonly database: Database,
    private readonly rules: HsRules,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What is special about HS codes: inspection, export duty, not eligible' })
  @Roles('admin', 'broker', 'officer', 'analyst', 'channel')
  @ResponseExample(page(HS_RULE))
  list(@CurrentActor() actor: Actor, @Query() query: HsRuleQuery): Promise<Page<HsRuleEntity>> {
    return this.database.transaction(actor, (tx) => this.rules.page(tx, query));
  }

  @Post()
  @ApiOperation({ summary: 'Add a rule for codes that begin with a prefix' })
  @Roles('admin')
  @RequestExample(HS_RULE_BODY)
  @ResponseExample(HS_RULE)
  add(@CurrentActor() actor: Actor, @Body() rule: AddHsRule): Promise<HsRuleEntity> {
    return this.database.transaction(actor, (tx) => this.rules.add(tx, rule));
  }

  @Put(':id')
  @ApiOperation({ summary: 'End a rule on a day' })
  @Roles('admin')
  @RequestExample(END_HS_RULE_BODY)
  @ResponseExample(HS_RULE)
  end(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch() revision: ExpectedRevisions,
    @Body() wanted: EndHsRule,
  ): Promise<HsRuleEntity> {
    return this.database.transaction(actor, (tx) => this.rules.end(tx, id, wanted, revision));
  }
}
