import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Allow } from '../platform/http/allow.js';
import { Who } from '../platform/http/request.js';
import { ordinal } from './amendments.controller.js';
import { DifferenceQuery } from './amendments.dto.js';
import { Versions } from './versions.service.js';

@ApiTags('amendments')
@Allow('broker', 'officer', 'admin')
@Controller('v1/declarations/:id/versions')
export class VersionsController {
  constructor(private readonly versions: Versions) {}

  @Get()
  list(@Who() actor: Actor, @Param('id') id: string) {
    return this.versions.list(actor, id);
  }

  @Get(':number')
  one(@Who() actor: Actor, @Param('id') id: string, @Param('number') number: string) {
    return this.versions.one(actor, id, ordinal(number));
  }

  /** Goods lines and containers are matched by their own numbers, not by position. */
  @Get(':number/difference')
  difference(
    @Who() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @Query() { to }: DifferenceQuery,
  ) {
    return this.versions.difference(actor, id, ordinal(number), to === undefined ? null : Number(to));
  }
}
