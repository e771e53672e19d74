import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { LongWork } from '../platform/http/long-work.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, ResponseFileExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { AUDIT_ENTRY, AUDIT_EXPORT, AUDIT_VERIFICATION } from './audit.examples.js';
import type { Page } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import { AuditAnswer, AuditExportQuery, AuditQuery, type AuditVerification } from './audit.dto.js';
import { AuditService } from './audit.service.js';
import { AuditExports } from './export.service.js';
import { AuditVerifications } from './verification.service.js';

const JSON_LINES = 'application/x-ndjson';

/** Who did what when, and the proof that nobody has changed it since. */
@ApiTags('audit')
@Roles('admin', 'auditor')
@LongWork()
@Controller('v1/audit')
export class AuditController {
  constructor(
    private readonly audit: AuditService,
    private readonly verifications: AuditVerifications,
    private readonly exports: AuditExports,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Who did what when, from where, and what it said before and after; the latest first',
    description: 'Numbers of personal documents are masked, for everybody: they were never written here.',
  })
  @ResponseExample(page(AUDIT_ENTRY))
  list(@CurrentActor() actor: Actor, @Query() query: AuditQuery): Promise<Page<AuditAnswer>> {
    return this.audit.list(actor, query);
  }

  @Get('verification')
  @ApiOperation({
    summary: 'The chain of the trail, computed anew',
    description:
      'Every entry is hashed again and compared with its seal, every seal with the one before and with what was anchored outside the database. `firstBroken` says what was found first: an entry that was edited, deleted or inserted, another order, a seal that was edited or is missing (the end was cut off, or an old backup brought back), or an anchor that says otherwise.',
  })
  @ResponseExample(AUDIT_VERIFICATION)
  verification(): Promise<AuditVerification> {
    return this.verifications.verify();
  }

  @Get('export')
  @ApiOperation({
    summary:
      'The trail of some days as JSON lines, checked without a database by `npm run cli -- audit verify --file F`',
    description: 'Seals are exported whole: a few entries of the days beside may be among them.',
  })
  @ResponseFileExample({ [JSON_LINES]: AUDIT_EXPORT })
  async export(@Query() query: AuditExportQuery): Promise<StreamableFile> {
    const lines = await this.exports.lines(query);
    const days = [query.from, query.to].filter((day) => day !== undefined).join('_');
    return new StreamableFile(Readable.from(lines, { objectMode: false }), {
      type: JSON_LINES,
      disposition: `attachment; filename="audit${days ? `-${days}` : ''}.jsonl"`,
    });
  }
}
