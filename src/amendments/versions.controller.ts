import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { DIFFERENCE, VERSION } from './amendments.examples.js';
import { CurrentActor } from '../platform/http/request.js';
import { ordinal } from './amendments.controller.js';
import { DifferenceQuery } from './amendments.dto.js';
import { Versions } from './versions.service.js';

@ApiTags('amendments')
@Roles('broker', 'officer', 'admin')
@Controller('v1/declarations/:id/versions')
export class VersionsController {
  constructor(private readonly versions: Versions) {}

  @Get()
  @ApiOperation({ summary: 'The versions of a declaration' })
  @ResponseExample(page(VERSION))
  list(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.versions.list(actor, id);
  }

  @Get(':number')
  @ApiOperation({ summary: 'A version as it was' })
  @ResponseExample(VERSION)
  one(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('number') number: string) {
    return this.versions.one(actor, id, ordinal(number));
  }

  @Get(':number/difference')
  @ApiOperation({
    summary:
      'What differs from this version to the present one, or to another (to); lines and containers are matched by their own numbers',
  })
  @ResponseExample(DIFFERENCE)
  difference(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @Query() { to }: DifferenceQuery,
  ) {
    return this.versions.difference(actor, id, ordinal(number), to === undefined ? null : Number(to));
  }
}
