import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample } from '../platform/http/description/describe.js';
import { CurrentActor } from '../platform/http/request.js';
import { CorrectionsQuery } from './corrections.dto.js';
import { LISTED } from './corrections.examples.js';
import { CorrectionsReaderService } from './corrections-reader.service.js';

/** Requests to correct declarations, over all of them. */
@ApiTags('corrections')
@Controller('v1/corrections')
export class CorrectionsController {
  constructor(private readonly reader: CorrectionsReaderService) {}

  @Get()
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'Requests for corrections of your office or firm; what waits longest first' })
  @ResponseExample(LISTED)
  list(@CurrentActor() actor: Actor, @Query() query: CorrectionsQuery) {
    return this.reader.list(actor, query);
  }
}
