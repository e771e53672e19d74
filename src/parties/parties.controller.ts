import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { PARTY } from './parties.examples.js';
import type { Page } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import { PartyAnswer, PartyQuery } from './parties.dto.js';
import { PartiesService } from './parties.service.js';

/** Consignors, principals and buyers as declarations named them; a broker sees those of its own. */
@ApiTags('parties')
@Roles('broker', 'officer', 'admin')
@Controller('v1/parties')
export class PartiesController {
  constructor(private readonly parties: PartiesService) {}

  @Get()
  @ApiOperation({ summary: 'Firms and persons that declarations have named' })
  @ResponseExample(page(PARTY))
  list(@CurrentActor() actor: Actor, @Query() query: PartyQuery): Promise<Page<PartyAnswer>> {
    return this.parties.list(actor, query);
  }
}
