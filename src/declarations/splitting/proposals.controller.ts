import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { Allow } from '../../platform/http/allow.js';
import { Answers, Asks } from '../../platform/http/description/describe.js';
import { DECLARATION_BODY } from '../reading/declarations.examples.js';
import { Lang, Who } from '../../platform/http/request.js';
import type { Language } from '../../vocabulary/language.js';
import { DeclarationBody } from '../reading/declarations.dto.js';
import { MERGING, SPLIT_PROPOSAL } from './proposals.examples.js';
import { Proposals } from './proposals.service.js';

/** How a declaration is merged, and how one that is too large could be divided. Nothing here writes. */
@ApiTags('declarations')
@Controller('v1/declarations')
export class ProposalsController {
  constructor(
    private readonly database: Database,
    private readonly proposals: Proposals,
  ) {}

  @Post('split-proposal')
  @HttpCode(200)
  @Allow('broker')
  @ApiOperation({ summary: 'Propose how to divide a declaration that is not stored' })
  @Answers(SPLIT_PROPOSAL)
  @Asks(DECLARATION_BODY)
  splitOfBody(@Who() actor: Actor, @Body() body: DeclarationBody, @Lang() language: Language) {
    return this.database.transaction(actor, (tx) => this.proposals.split(tx, body, language));
  }

  @Get(':id/split-proposal')
  @Allow('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'Propose how to divide a declaration above the ceiling or with too many items' })
  @Answers(SPLIT_PROPOSAL)
  split(@Who() actor: Actor, @Param('id') id: string, @Lang() language: Language) {
    return this.database.transaction(actor, (tx) => this.proposals.splitOf(tx, id, language), { snapshot: true });
  }

  @Post(':id/split-proposal')
  @HttpCode(200)
  @Allow('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'The same proposal, for clients that ask by POST; writes nothing' })
  @Answers(SPLIT_PROPOSAL)
  splitByPost(@Who() actor: Actor, @Param('id') id: string, @Lang() language: Language) {
    return this.database.transaction(actor, (tx) => this.proposals.splitOf(tx, id, language));
  }

  @Get(':id/merging')
  @Allow('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'Goods lines beside the items they were merged into, with the totals of both sides' })
  @Answers(MERGING)
  merging(@Who() actor: Actor, @Param('id') id: string) {
    return this.database.transaction(actor, (tx) => this.proposals.mergingOf(tx, id), { snapshot: true });
  }
}
