import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample } from '../platform/http/description/describe.js';
import { CurrentActor } from '../platform/http/request.js';
import { TIMELINE } from './timeline.examples.js';
import { TimelineService } from './timeline.service.js';

@ApiTags('declarations')
@Controller('v1/declarations/:id/timeline')
export class TimelineController {
  constructor(private readonly timelines: TimelineService) {}

  @Get()
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'Every state with time, source and raw message, in the order in which it counts' })
  @ResponseExample(TIMELINE)
  timeline(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.timelines.of(actor, id);
  }
}
