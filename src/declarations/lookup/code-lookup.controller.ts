import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { LongWork } from '../../platform/http/long-work.js';
import { Roles } from '../../platform/http/roles.js';
import { ResponseExample } from '../../platform/http/description/describe.js';
import { anything, nullOr, orNull } from '../../platform/http/description/example.js';
import { CurrentActor } from '../../platform/http/request.js';
import { CodeLookupQuery } from './code-lookup.dto.js';
import { CodeLookup, type LookedUpCode } from './code-lookup.service.js';

const FOUND = {
  code: 'NGA036',
  name: '拉各斯',
  nameEn: 'Lagos',
  validFrom: '2018-01-01',
  validTo: nullOr('2029-12-31'),
  attributes: anything({}),
  lastUsedOn: orNull('2021-12-28'),
};

/** Codes for somebody who fills in the form. */
@ApiTags('reference')
@LongWork()
@Controller('v1/code-tables')
export class CodeLookupController {
  constructor(private readonly lookup: CodeLookup) {}

  @Get(':table/lookup')
  @Roles('admin', 'broker', 'officer', 'analyst', 'channel')
  @ApiOperation({
    summary: 'Codes by digits, words, pinyin or initials, best first; what the firm used last before all others',
  })
  @ResponseExample({ items: [FOUND] })
  async find(
    @CurrentActor() actor: Actor,
    @Param('table') table: string,
    @Query() query: CodeLookupQuery,
  ): Promise<{ items: LookedUpCode[] }> {
    return { items: await this.lookup.find(actor, table, query) };
  }
}
