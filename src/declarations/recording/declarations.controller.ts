import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { Allow } from '../../platform/http/allow.js';
import { Answers, Asks } from '../../platform/http/description/describe.js';
import { maybe, page } from '../../platform/http/description/example.js';
import { LANE } from '../../lanes/lanes.examples.js';
import { DECLARATION, DECLARATION_BODY, LISTED_DECLARATION } from '../reading/declarations.examples.js';
import { IfMatch, Lang, Who } from '../../platform/http/request.js';
import type { Language } from '../../vocabulary/language.js';
import type { ExpectedRevisions } from '../../messages/revision.js';
import { DeclarationBody, DeclarationsQuery } from '../reading/declarations.dto.js';
import { Declarations } from './declarations.service.js';

@ApiTags('declarations')
@Controller('v1/declarations')
export class DeclarationsController {
  constructor(private readonly declarations: Declarations) {}

  @Post()
  @ApiOperation({ summary: 'Keep a draft; it may be unfinished, its findings tell what still blocks submission' })
  @Allow('broker')
  @Asks(DECLARATION_BODY)
  @Answers(DECLARATION)
  create(@Who() actor: Actor, @Body() body: DeclarationBody, @Lang() language: Language) {
    return this.declarations.create(actor, body, language);
  }

  @Get()
  @ApiOperation({ summary: 'Declarations without their lines, the newest or the earliest due first' })
  @Allow('broker', 'officer', 'admin')
  @Answers(page(LISTED_DECLARATION))
  list(@Who() actor: Actor, @Query() query: DeclarationsQuery, @Lang() language: Language) {
    return this.declarations.list(actor, query, language);
  }

  @Get(':id')
  @ApiOperation({ summary: 'A declaration with its lines, items, values and findings' })
  @Allow('broker', 'officer', 'admin')
  @Answers({ ...DECLARATION, lane: maybe(LANE) })
  one(@Who() actor: Actor, @Param('id') id: string, @Lang() language: Language) {
    return this.declarations.one(actor, id, language);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Replace a draft or a returned declaration' })
  @Allow('broker')
  @Asks(DECLARATION_BODY)
  @Answers(DECLARATION)
  replace(
    @Who() actor: Actor,
    @Param('id') id: string,
    @IfMatch() revision: ExpectedRevisions,
    @Body() body: DeclarationBody,
    @Lang() language: Language,
  ) {
    return this.declarations.replace(actor, { id, revision, language }, body);
  }

  @Post(':id/submit')
  @ApiOperation({ summary: 'Submit: every rule is checked, values are fixed at the rates of the month' })
  @HttpCode(200)
  @Allow('broker')
  @Answers(DECLARATION)
  submit(
    @Who() actor: Actor,
    @Param('id') id: string,
    @IfMatch() revision: ExpectedRevisions,
    @Lang() language: Language,
  ) {
    return this.declarations.submit(actor, { id, revision, language });
  }
}
