import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { LongWork } from '../../platform/http/long-work.js';
import { Roles } from '../../platform/http/roles.js';
import { ResponseExample } from '../../platform/http/description/describe.js';
import { PageQuery } from '../../platform/http/page.js';
import { CurrentLanguage, CurrentActor } from '../../platform/http/request.js';
import type { Language } from '../../vocabulary/language.js';
import { AFFECTED_DRAFTS } from './affected-drafts.examples.js';
import { AffectedDraftsService, type AffectedDraftsPage } from './affected-drafts.service.js';

/** What an announced rule means for work that is not finished yet. */
@ApiTags('reference')
@LongWork()
@Controller('v1/trade-rules/:code/drafts')
export class AffectedDraftsController {
  constructor(private readonly affectedDrafts: AffectedDraftsService) {}

  @Get()
  @Roles('broker', 'admin')
  @ApiOperation({ summary: 'Unfinished drafts that an announced rule will refuse; a broker sees its own' })
  @ResponseExample(AFFECTED_DRAFTS)
  page(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Query() query: PageQuery,
    @CurrentLanguage() language: Language,
  ): Promise<AffectedDraftsPage> {
    return this.affectedDrafts.page(actor, code, query, language);
  }
}
