import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { LongWork } from '../platform/http/long-work.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample } from '../platform/http/description/describe.js';
import type { Page } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import { DeclaredSumsQuery } from './declared-sums.dto.js';
import { DECLARED_SUMS } from './declared-sums.examples.js';
import { type DeclaredSum, DeclaredSums } from './declared-sums.query.js';

@ApiTags('reports')
@LongWork()
@Controller('v1/declared-sums')
export class DeclaredSumsController {
  constructor(
    private readonly database: Database,
    private readonly sums: DeclaredSums,
  ) {}

  @Get()
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'Declared values by container, buyer and day: what lies above the ceiling only together' })
  @ResponseExample(DECLARED_SUMS)
  page(@CurrentActor() actor: Actor, @Query() query: DeclaredSumsQuery): Promise<Page<DeclaredSum>> {
    return this.database.transaction(actor, (tx) => this.sums.page(tx, query), { snapshot: true });
  }
}
