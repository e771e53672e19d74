import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { Roles } from '../../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../../platform/http/description/describe.js';
import { DECLARATION_BODY } from '../reading/declarations.examples.js';
import { CurrentLanguage, CurrentActor } from '../../platform/http/request.js';
import type { Language } from '../../vocabulary/language.js';
import { DeclarationBody } from '../reading/declarations.dto.js';
import { MERGING, SPLIT_PROPOSAL } from './proposals.examples.js';
import { ProposalsService } from './proposals.service.js';

/** How a declaration is merged, and how one that is too large could be divided. Nothing here writes. */
@ApiTags('declarations')
@Controller('v1/declarations')
export class ProposalsController {
  constructor(private readonly proposals: ProposalsService) {}

  @Post('split-proposal')
  @HttpCode(200)
  @Roles('broker')
  @ApiOperation({ summary: 'Propose how to divide a declaration that is not stored' })
  @ResponseExample(SPLIT_PROPOSAL)
  @RequestExample(DECLARATION_BODY)
  splitOfBody(@CurrentActor() actor: Actor, @Body() body: DeclarationBody, @CurrentLanguage() language: Language) {
    return this.proposals.split(actor, body, language);
  }

  @Get(':id/split-proposal')
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'Propose how to divide a declaration above the ceiling or with too many items' })
  @ResponseExample(SPLIT_PROPOSAL)
  split(@CurrentActor() actor: Actor, @Param('id') id: string, @CurrentLanguage() language: Language) {
    return this.proposals.splitOf(actor, id, language);
  }

  @Post(':id/split-proposal')
  @HttpCode(200)
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'The same proposal, for clients that ask by POST; writes nothing' })
  @ResponseExample(SPLIT_PROPOSAL)
  splitByPost(@CurrentActor() actor: Actor, @Param('id') id: string, @CurrentLanguage() language: Language) {
    return this.proposals.splitByPost(actor, id, language);
  }

  @Get(':id/merging')
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'Goods lines beside the items they were merged into, with the totals of both sides' })
  @ResponseExample(MERGING)
  merging(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.proposals.mergingOf(actor, id);
  }
}
