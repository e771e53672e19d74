import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { LongWork } from '../../platform/http/long-work.js';
import { Roles } from '../../platform/http/roles.js';
import { ResponseExample } from '../../platform/http/description/describe.js';
import type { Page } from '../../platform/http/page.js';
import { CurrentActor } from '../../platform/http/request.js';
import { DeclaredSumsQuery } from './declared-sums.dto.js';
import { DECLARED_SUMS } from './declared-sums.examples.js';
import { type DeclaredSum, DeclaredSumsService } from './declared-sums.service.js';

@ApiTags('reports')
@LongWork()
@Controller('v1/declared-sums')
export class DeclaredSumsController {
  constructor(private readonly sums: DeclaredSumsService) {}

  @Get()
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'Declared values by container, buyer and day: what lies above the ceiling only together' })
  @ResponseExample(DECLARED_SUMS)
  page(@CurrentActor() actor: Actor, @Query() query: DeclaredSumsQuery): Promise<Page<DeclaredSum>> {
    return this.sums.page(actor, query);
  }
}
