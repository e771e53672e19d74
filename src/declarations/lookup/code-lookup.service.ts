import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { type FoundCode, prepareSearch } from '../../reference/code-search.js';
import { CODE_TABLES, type CodeTableName } from '../../reference/domain/code-tables.js';
import { refuse } from '../../messages/refusals/refusal.js';
import { Clock } from '../../vocabulary/clock.js';
import type { Day } from '../../vocabulary/period.js';
import type { CodeLookupQuery } from './code-lookup.dto.js';

/** A code that answers what was typed, with the day of the firm's last declaration that has it. */
export interface LookedUpCode extends FoundCode {
  readonly lastUsedOn: Day | null;
}

const LIMIT = 20;

/** The codes of a firm's latest declarations, the last used first. Bounded: who has millions of them waits no longer. */
const USED = `
  WITH recent AS (
    SELECT id, created_at, coalesce(declared_on, (created_at AT TIME ZONE 'Asia/Shanghai')::date) AS day, header
    FROM declaration WHERE broker_id = $1 ORDER BY id DESC LIMIT 200)
  SELECT code, max(day) AS day FROM (
    SELECT CASE $2 WHEN 'hs-code' THEN g.hs_code WHEN 'unit' THEN g.unit WHEN 'domestic-area' THEN g.domestic_source
      WHEN 'country' THEN g.final_destination END AS code, r.day, r.created_at
    FROM recent r JOIN goods_line g ON g.declaration_id = r.id WHERE $2 IN ('hs-code', 'unit', 'domestic-area', 'country')
    UNION ALL
    SELECT CASE $2 WHEN 'port' THEN header ->> 'portOfDestination' WHEN 'domestic-port' THEN header ->> 'exitPort'
      WHEN 'customs-office' THEN header ->> 'exitOffice' WHEN 'transport-mode' THEN header ->> 'transportMode'
      WHEN 'package-type' THEN header ->> 'packageType' WHEN 'trade-terms' THEN header ->> 'tradeTerms'
      WHEN 'currency' THEN header ->> 'currency' END, day, created_at FROM recent
    UNION ALL
    SELECT CASE $2 WHEN 'customs-office' THEN header ->> 'customsOffice' END, day, created_at FROM recent
    UNION ALL
    SELECT document ->> 'code', day, created_at FROM recent, jsonb_array_elements(header -> 'documents') AS document
    WHERE $2 = 'document') AS used
  WHERE code IS NOT NULL GROUP BY code ORDER BY max(created_at) DESC, code COLLATE "C"`;

/** Finds codes as people type them. */
@Injectable()
export class CodeLookup {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The codes of a table that answer what is typed, best first, those the reader's firm used last before all others. */
  async find(actor: Actor, table: string, { q = '', on, limit }: CodeLookupQuery): Promise<LookedUpCode[]> {
    const known = CODE_TABLES.find((name) => name === table);
    if (!known) throw refuse('not-found', 'not-found', { what: 'code table', value: table.slice(0, 40) });
    const { search, used } = await this.database.transaction(actor, async (tx) => ({
      search: await prepareSearch(tx, known),
      used: await this.usedBy(tx, known),
    }));
    const day = on ?? this.clock.today();
    const codes = [...used.keys()];
    const found = await search({ typed: q, day, used: codes, limit: limit ? Number(limit) : LIMIT });
    return found.map((code) => ({ ...code, lastUsedOn: used.get(code.code) ?? null }));
  }

  private async usedBy(tx: Tx, table: CodeTableName): Promise<ReadonlyMap<string, Day>> {
    if (tx.actor.role !== 'broker') return new Map();
    const rows = await tx.rows<{ code: string; day: Day }>(USED, [tx.actor.organisationId, table]);
    return new Map(rows.map(({ code, day }) => [code, day]));
  }
}
