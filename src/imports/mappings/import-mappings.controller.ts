import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { refuseAt } from '../../messages/refusals/refusal.js';
import { pointer } from '../../messages/refusals/violation.js';
import type { Actor } from '../../platform/database/actor.js';
import type { ExpectedRevisions } from '../../messages/refusals/revision.js';
import { ResponseExample } from '../../platform/http/description/describe.js';
import { byKey, page } from '../../platform/http/description/example.js';
import { PageQuery } from '../../platform/http/page.js';
import { CurrentActor, IfMatchGiven } from '../../platform/http/request.js';
import { faultOfForm, type Form } from '../../platform/http/shapes/shape.js';
import { Roles } from '../../platform/http/roles.js';
import { normaliseText } from '../../vocabulary/text.js';
import { ImportMappingBody } from './import-mappings.dto.js';
import { ImportMappingsService } from './import-mappings.service.js';

const MAPPING = {
  name: 'erp',
  headers: byKey({ 我司单号: 'reference', 'Goods (CN)': 'goods_name' }),
  revision: 1,
  changedAt: '2026-11-18T02:00:00.000Z',
};
const NAME: Form = { pattern: /^[\p{L}\p{N}][\p{L}\p{N} _.-]{0,59}$/u, name: 'mapping-name' };

@ApiTags('imports')
@Roles('broker', 'officer')
@Controller('v1/import-mappings')
export class ImportMappingsController {
  constructor(private readonly mappings: ImportMappingsService) {}

  @Get()
  @ApiOperation({ summary: 'What the firm calls the columns of its files, by name' })
  @ResponseExample(page(MAPPING))
  list(@CurrentActor() actor: Actor, @Query() query: PageQuery) {
    return this.mappings.list(actor, query);
  }

  @Get(':name')
  @ApiOperation({ summary: 'A mapping of headers' })
  @ResponseExample(MAPPING)
  one(@CurrentActor() actor: Actor, @Param('name') name: string) {
    return this.mappings.one(actor, nameOf(name));
  }

  @Put(':name')
  @ApiOperation({
    summary:
      'Make or replace a mapping; `POST /v1/imports?mapping=` names it. Columns that it does not name keep their usual names',
  })
  @ResponseExample(MAPPING)
  put(
    @CurrentActor() actor: Actor,
    @Param('name') name: string,
    @Body() { headers }: ImportMappingBody,
    @IfMatchGiven() expected: ExpectedRevisions | undefined,
  ) {
    return this.mappings.put(actor, nameOf(name), { headers, expected });
  }

  @Delete(':name')
  @ApiOperation({ summary: 'Remove a mapping; files that followed it keep what it meant' })
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor, @Param('name') name: string): Promise<void> {
    return this.mappings.remove(actor, nameOf(name));
  }
}

function nameOf(text: string): string {
  const name = normaliseText(text);
  const fault = faultOfForm(name, NAME);
  if (fault === null) return name;
  throw refuseAt(pointer('path', 'name'), 'malformed', fault.code, fault.params);
}
