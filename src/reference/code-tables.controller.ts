import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { CODE, CODE_TABLE } from './reference.examples.js';
import type { Page } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import { CodeAnswer, CodeQuery, CodeTableAnswer } from './code-tables.dto.js';
import { CodeTablesService } from './code-tables.service.js';

/** Code tables as declarations use them, valid on a day. */
@ApiTags('reference')
@Roles('admin', 'broker', 'officer', 'analyst', 'channel')
@Controller('v1/code-tables')
export class CodeTablesController {
  constructor(private readonly codeTables: CodeTablesService) {}

  @Get()
  @ApiOperation({ summary: 'The code tables and how many codes each has' })
  @ResponseExample(page(CODE_TABLE))
  tables(@CurrentActor() actor: Actor): Promise<Page<CodeTableAnswer>> {
    return this.codeTables.tables(actor);
  }

  @Get(':table')
  @ApiOperation({ summary: 'The codes of a table that are valid on a day' })
  @ResponseExample(page(CODE))
  codes(
    @CurrentActor() actor: Actor,
    @Param('table') table: string,
    @Query() query: CodeQuery,
  ): Promise<Page<CodeAnswer>> {
    return this.codeTables.codes(actor, table, query);
  }
}
