import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { type Page, readPage } from '../platform/http/page.js';
import { Clock } from '../vocabulary/clock.js';
import { refuse } from '../messages/refusals/refusal.js';
import type { CodeAnswer, CodeQuery, CodeTableAnswer } from './code-tables.dto.js';
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

/** Reads the code tables, valid on a day. */
@Injectable()
export class CodeTablesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async tables(actor: Actor): Promise<Page<CodeTableAnswer>> {
    const items = await this.database.transaction(actor, (tx) => tx.rows<CodeTableAnswer>(TABLES));
    return { items, nextCursor: null };
  }

  codes(actor: Actor, table: string, query: CodeQuery): Promise<Page<CodeAnswer>> {
    if (!CODE_TABLES.some((name) => name === table)) {
      throw refuse('not-found', 'not-found', { what: 'code table', value: table });
    }
    const asked = [table, query.on ?? this.clock.today(), query.search ?? null];
    return this.database.transaction(actor, (tx) =>
      readPage(
        query,
        1,
        (after, limit) => tx.rows<CodeAnswer>(CODES, [...asked, after?.[0] ?? null, limit]),
        ({ code }) => [code],
      ),
    );
  }
}
