import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { LongWork } from '../platform/http/long-work.js';
import { Allow } from '../platform/http/allow.js';
import { Answers, Asks } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { END_HS_RULE_BODY, HS_RULE, HS_RULE_BODY } from './reference.examples.js';
import type { Page } from '../platform/http/page.js';
import { IfMatch, Who } from '../platform/http/request.js';
import { AddHsRule, EndHsRule, HsRuleQuery } from './hs-rules.dto.js';
import { HsRules, type KeptHsRule } from './hs-rules.service.js';
import type { ExpectedRevisions } from '../messages/revision.js';

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
  @Allow('admin', 'broker', 'officer', 'analyst', 'channel')
  @Answers(page(HS_RULE))
  list(@Who() actor: Actor, @Query() query: HsRuleQuery): Promise<Page<KeptHsRule>> {
    return this.database.transaction(actor, (tx) => this.rules.page(tx, query));
  }

  @Post()
  @ApiOperation({ summary: 'Add a rule for codes that begin with a prefix' })
  @Allow('admin')
  @Asks(HS_RULE_BODY)
  @Answers(HS_RULE)
  add(@Who() actor: Actor, @Body() rule: AddHsRule): Promise<KeptHsRule> {
    return this.database.transaction(actor, (tx) => this.rules.add(tx, rule));
  }

  @Put(':id')
  @ApiOperation({ summary: 'End a rule on a day' })
  @Allow('admin')
  @Asks(END_HS_RULE_BODY)
  @Answers(HS_RULE)
  end(
    @Who() actor: Actor,
    @Param('id') id: string,
    @IfMatch() revision: ExpectedRevisions,
    @Body() wanted: EndHsRule,
  ): Promise<KeptHsRule> {
    return this.database.transaction(actor, (tx) => this.rules.end(tx, id, wanted, revision));
  }
}
