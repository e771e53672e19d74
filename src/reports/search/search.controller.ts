import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { ResponseExample } from '../../platform/http/description/describe.js';
import { CurrentActor } from '../../platform/http/request.js';
import { Roles } from '../../platform/http/roles.js';
import { SEARCH } from './search.examples.js';
import { SearchQuery } from './search.dto.js';
import { SearchService } from './search.service.js';

@ApiTags('search')
@Controller('v1/search')
export class SearchController {
  constructor(private readonly searches: SearchService) {}

  @Get()
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({
    summary: 'Whatever has this number or name: declarations, container visits, firms',
    description:
      'First what has exactly this number or name, then what begins with it; at most `limit` (ten) of a type, the newest first. `more` says that there is more of a type: lists with the filter `search` have all of it. A broker finds its own, an officer those of the own office.',
  })
  @ResponseExample(SEARCH)
  search(@CurrentActor() actor: Actor, @Query() query: SearchQuery) {
    return this.searches.find(actor, query);
  }
}
