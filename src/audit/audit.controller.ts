import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { LongWork } from '../platform/http/long-work.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { AUDIT_ENTRY } from './audit.examples.js';
import type { Page } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import { AuditAnswer, AuditQuery } from './audit.dto.js';
import { AuditService } from './audit.service.js';

/** Who did what when. */
@ApiTags('audit')
@Roles('admin', 'auditor')
@LongWork()
@Controller('v1/audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @ApiOperation({ summary: 'Who did what when, the latest first' })
  @ResponseExample(page(AUDIT_ENTRY))
  list(@CurrentActor() actor: Actor, @Query() query: AuditQuery): Promise<Page<AuditAnswer>> {
    return this.audit.list(actor, query);
  }
}
