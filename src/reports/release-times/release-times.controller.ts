import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { LongWork } from '../../platform/http/long-work.js';
import { Roles } from '../../platform/http/roles.js';
import { ResponseExample } from '../../platform/http/description/describe.js';
import { CurrentActor } from '../../platform/http/request.js';
import { ReleaseTimesQuery } from './release-times.dto.js';
import { RELEASE_TIMES } from './release-times.examples.js';
import type { ReleaseTimes } from './release-times.query.js';
import { ReleaseTimesService } from './release-times.service.js';

@ApiTags('reports')
@LongWork()
@Controller('v1/release-times')
export class ReleaseTimesController {
  constructor(private readonly times: ReleaseTimesService) {}

  @Get()
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({
    summary: 'How long acceptance, inspection, release and closing took: median and 90th percentile, in minutes',
    description:
      '`accepted` from the filing, `inspected` from the inspection that customs reported of the declaration (its status `inspecting`) to the release, `released` from the acceptance, `closed` from the release; for officers and administrators `looked` from the filing to the first look because of the lane (`lane/checks`), which is no status: what a red lane asks for is counted there. A percentile is the time of a declaration, the smallest that so many are not above.',
  })
  @ResponseExample(RELEASE_TIMES)
  async of(@CurrentActor() actor: Actor, @Query() query: ReleaseTimesQuery): Promise<{ rows: ReleaseTimes[] }> {
    return { rows: await this.times.of(actor, query) };
  }
}
