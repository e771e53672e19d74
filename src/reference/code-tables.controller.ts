import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { CODE, CODE_TABLE } from './reference.examples.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import { Clock } from '../vocabulary/clock.js';
import { refuse } from '../messages/refusal.js';
import { CodeAnswer, CodeQuery, CodeTableAnswer } from './code-tables.dto.js';
import { CODE_TABLES } from './domain/code-tables.js';

const TABLES = `
  SELECT code_table AS "table", count(DISTINCT code)::int AS codes FROM code_entry GROUP BY code_table ORDER BY code_table`;

const CODES = `
  SELECT code, name, name_en AS "nameEn", valid_from AS "validFrom", valid_to AS "validTo", verified, attributes
  FROM code_entry
  WHERE code_table = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)
    AND ($3::text IS NULL OR starts_with(lower(code), lower($3)) OR strpos(lower(name || ' ' || name_en), lower($3)) > 0)
    AND ($4::text IS NULL OR code COLLATE "C" > $4)
  ORDER BY code COLLATE "C" LIMIT $5`;

/** Code tables as declarations use them, valid on a day. */
@ApiTags('reference')
@Roles('admin', 'broker', 'officer', 'analyst', 'channel')
@Controller('v1/code-tables')
export class CodeTablesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The code tables and how many codes each has' })
  @ResponseExample(page(CODE_TABLE))
  async tables(@CurrentActor() actor: Actor): Promise<Page<CodeTableAnswer>> {
    const items = await this.database.transaction(actor, (tx) => tx.rows<CodeTableAnswer>(TABLES));
    return { items, nextCursor: null };
  }

  @Get(':table')
  @ApiOperation({ summary: 'The codes of a table that are valid on a day' })
  @ResponseExample(page(CODE))
  codes(
    @CurrentActor() actor: Actor,
    @Param('table') table: string,
    @Query() query: CodeQuery,
  ): Promise<Page<CodeAnswer>> {
    if (!CODE_TABLES.some((name) => name === table)) {
      throw refuse('not-found', 'not-found', { what: 'code table', value: table });
    }
    const limit = limitOf(query);
    const [after = null] = cursorOf(query, 1) ?? [];
    const params = [table, query.on ?? this.clock.today(), query.search ?? null, after, limit + 1];
    return this.database.transaction(actor, async (tx) =>
      pageOf(await tx.rows<CodeAnswer>(CODES, params), limit, ({ code }) => [code]),
    );
  }
}
