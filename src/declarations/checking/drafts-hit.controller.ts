import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { LongWork } from '../../platform/http/long-work.js';
import { Roles } from '../../platform/http/roles.js';
import { ResponseExample } from '../../platform/http/description/describe.js';
import { PageQuery } from '../../platform/http/page.js';
import { CurrentLanguage, CurrentActor } from '../../platform/http/request.js';
import type { Language } from '../../vocabulary/language.js';
import { DRAFTS_HIT } from './drafts-hit.examples.js';
import { DraftsHit, type DraftsHitPage } from './drafts-hit.query.js';

/** What an announced rule means for work that is not finished yet. */
@ApiTags('reference')
@LongWork()
@Controller('v1/trade-rules/:code/drafts')
export class DraftsHitController {
  constructor(
    private readonly database: Database,
    private readonly drafts: DraftsHit,
  ) {}

  @Get()
  @Roles('broker', 'admin')
  @ApiOperation({ summary: 'Unfinished drafts that an announced rule will refuse; a broker sees its own' })
  @ResponseExample(DRAFTS_HIT)
  page(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Query() query: PageQuery,
    @CurrentLanguage() language: Language,
  ): Promise<DraftsHitPage> {
    return this.database.transaction(actor, (tx) => this.drafts.page(tx, code, query, language), { snapshot: true });
  }
}
