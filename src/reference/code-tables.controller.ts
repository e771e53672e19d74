import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { LongWork } from '../platform/http/long-work.js';
import { LongLists } from '../platform/http/shapes/body.js';
import { Roles } from '../platform/http/roles.js';
import { RequestExample, ResponseExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { refuse, refuseAt } from '../messages/refusals/refusal.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';
import { CODE, CODE_EDITION, CODE_TABLE, CODE_TABLE_BODY } from './reference.examples.js';
import type { Page } from '../platform/http/page.js';
import { CurrentActor, IfMatchGiven } from '../platform/http/request.js';
import type { CodeEditionEntity } from './code-edition.entity.js';
import { CodeEditions, type EditionKey } from './code-editions.service.js';
import {
  ENTRIES_MAX,
  type CodeAnswer,
  type CodeEditionAnswer,
  CodeQuery,
  type CodeTableAnswer,
  PutCodeTable,
} from './code-tables.dto.js';
import { CodeTablesService } from './code-tables.service.js';
import { EDITED_TABLES, isEditedTable, YEAR_MAX, YEAR_MIN } from './domain/code-edition.js';

/** Code tables as declarations use them, valid on a day. */
@ApiTags('reference')
@Roles('admin', 'broker', 'officer', 'analyst', 'channel')
@Controller('v1/code-tables')
export class CodeTablesController {
  constructor(
    private readonly database: Database,
    private readonly codeTables: CodeTablesService,
    private readonly editions: CodeEditions,
  ) {}

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

  @Get(':table/:year')
  @ApiOperation({ summary: 'The edition of a table for a year: where it stands, how many codes, who put it' })
  @ResponseExample(CODE_EDITION)
  async edition(
    @CurrentActor() actor: Actor,
    @Param('table') table: string,
    @Param('year') year: string,
  ): Promise<CodeEditionAnswer> {
    const key = keyOf(table, year);
    const found = await this.database.transaction(actor, (tx) => this.editions.of(tx, key));
    if (!found) throw refuse('not-found', 'not-found', { what: key.table, value: String(key.year) });
    return toResponse(found);
  }

  @Put(':table/:year')
  @Roles('admin')
  @LongWork()
  @LongLists(ENTRIES_MAX)
  @ApiOperation({
    summary: 'Replace the codes of a table from the first day of a year on; commodity codes hold in that year only',
  })
  @RequestExample(CODE_TABLE_BODY)
  @ResponseExample(CODE_EDITION)
  put(
    @CurrentActor() actor: Actor,
    @Param('table') table: string,
    @Param('year') year: string,
    @IfMatchGiven() revision: ExpectedRevisions | undefined,
    @Body() body: PutCodeTable,
  ): Promise<CodeEditionAnswer> {
    const key = keyOf(table, year);
    return this.database.transaction(actor, async (tx) => toResponse(await this.editions.put(tx, key, body, revision)));
  }
}

/** Refuses a table that is not put by the year, and a year that is none. */
function keyOf(table: string, year: string): EditionKey {
  if (!isEditedTable(table)) {
    const params = { value: table.slice(0, 40), allowed: EDITED_TABLES.join(', ') };
    throw refuseAt('/path/table', 'malformed', 'enum-invalid', params);
  }
  const number = /^\d{4}$/.test(year) ? Number(year) : 0;
  if (number < YEAR_MIN || number > YEAR_MAX) {
    throw refuseAt('/path/year', 'malformed', 'integer-invalid', { min: String(YEAR_MIN), max: String(YEAR_MAX) });
  }
  return { table, year: number };
}

const toResponse = ({ codeTable: table, contentSha256: _, ...edition }: CodeEditionEntity): CodeEditionAnswer => ({
  table,
  ...edition,
});
