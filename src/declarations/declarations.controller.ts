import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Allow } from '../platform/http/allow.js';
import { IfMatch, Lang, Who } from '../platform/http/request.js';
import type { Language } from '../vocabulary/language.js';
import { DeclarationBody, DeclarationsQuery } from './declarations.dto.js';
import { Declarations } from './declarations.service.js';

@ApiTags('declarations')
@Controller('v1/declarations')
export class DeclarationsController {
  constructor(private readonly declarations: Declarations) {}

  @Post()
  @Allow('broker')
  create(@Who() actor: Actor, @Body() body: DeclarationBody, @Lang() language: Language) {
    return this.declarations.create(actor, body, language);
  }

  @Get()
  @Allow('broker', 'officer', 'admin')
  list(@Who() actor: Actor, @Query() query: DeclarationsQuery, @Lang() language: Language) {
    return this.declarations.list(actor, query, language);
  }

  @Get(':id')
  @Allow('broker', 'officer', 'admin')
  one(@Who() actor: Actor, @Param('id') id: string, @Lang() language: Language) {
    return this.declarations.one(actor, id, language);
  }

  @Put(':id')
  @Allow('broker')
  replace(
    @Who() actor: Actor,
    @Param('id') id: string,
    @IfMatch() revision: number | null,
    @Body() body: DeclarationBody,
    @Lang() language: Language,
  ) {
    return this.declarations.replace(actor, { id, revision, language }, body);
  }

  @Post(':id/submit')
  @HttpCode(200)
  @Allow('broker')
  submit(@Who() actor: Actor, @Param('id') id: string, @IfMatch() revision: number | null, @Lang() language: Language) {
    return this.declarations.submit(actor, { id, revision, language });
  }
}
