import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Allow } from '../platform/http/allow.js';
import { Answers } from '../platform/http/description/describe.js';
import { Who } from '../platform/http/request.js';
import { CorrectionsQuery } from './corrections.dto.js';
import { LISTED } from './corrections.examples.js';
import { CorrectionsReader } from './corrections.query.js';

/** Requests to correct declarations, over all of them. */
@ApiTags('corrections')
@Controller('v1/corrections')
export class CorrectionsController {
  constructor(private readonly reader: CorrectionsReader) {}

  @Get()
  @Allow('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'Requests for corrections of your office or firm; what waits longest first' })
  @Answers(LISTED)
  list(@Who() actor: Actor, @Query() query: CorrectionsQuery) {
    return this.reader.list(actor, query);
  }
}
