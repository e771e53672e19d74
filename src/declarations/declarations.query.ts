import { Injectable } from '@nestjs/common';
import { type LaneAnswer, laneOf } from '../lanes/lane.query.js';
import { Markets } from '../markets/markets.service.js';
import type { Tx } from '../platform/database/tx.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { isId } from '../vocabulary/id.js';
import type { Language } from '../vocabulary/language.js';
import { refuse } from '../vocabulary/refusal.js';
import { violation, type ViolationCode } from '../vocabulary/violation.js';
import type { DeclarationsQuery } from './declarations.dto.js';
import {
  type Counts,
  type DeclarationAnswer,
  type DeclarationRow,
  type DeclarationSummary,
  represent,
  ROW,
  summarise,
} from './representation.js';
import { storedItems, storedParts } from './stored-inputs.js';

/** Reads declarations for those who may see them. */
@Injectable()
export class DeclarationsReader {
  constructor(private readonly markets: Markets) {}

  /** One declaration; a foreign one is refused like one that is not there. */
  async one(tx: Tx, id: string, language: Language): Promise<DeclarationAnswer & { lane?: LaneAnswer }> {
    const row = await this.rowOf(tx, id);
    const parts = (await storedParts(tx, [id])).get(id) ?? { goods: [], containers: [] };
    const items = (await storedItems(tx, [id])).get(id) ?? [];
    const answer = represent(row, { ...parts, items }, language);
    // Not even a field without a value where the reader may not know it.
    const lane = await laneOf(tx, id);
    return lane === null ? answer : { ...answer, lane };
  }

  /** Refuses what the reader may not see. */
  async mustSee(tx: Tx, id: string): Promise<void> {
    await this.rowOf(tx, id);
  }

  /** A page of declarations, the newest first. */
  async list(tx: Tx, query: DeclarationsQuery): Promise<Page<DeclarationSummary>> {
    await this.checkQuery(tx, query);
    const limit = limitOf(query);
    const [after] = cursorOf(query, [isId]) ?? [];
    if (after !== undefined && !isId(after)) throw badQuery('cursor-invalid', 'cursor');
    const { where, params } = conditions(tx, query, after);
    const rows = await tx.rows<DeclarationRow & Counts>(
      `SELECT ${ROW},
         (SELECT count(*)::int FROM goods_line g WHERE g.declaration_id = d.id) AS "goodsLines",
         (SELECT count(*)::int FROM declaration_item i WHERE i.declaration_id = d.id) AS items,
         (SELECT count(*)::int FROM declaration_container c WHERE c.declaration_id = d.id) AS containers
       FROM (SELECT * FROM declaration d WHERE ${where} ORDER BY d.id DESC LIMIT ${limit + 1}) d ORDER BY d.id DESC`,
      params,
    );
    return pageOf(rows.map(summarise), limit, ({ id }) => [id]);
  }

  private async rowOf(tx: Tx, id: string): Promise<DeclarationRow> {
    const { where, params } = sight(tx);
    const row = isId(id)
      ? await tx.one<DeclarationRow>(
          `SELECT ${ROW} FROM declaration d WHERE ${[...where, `d.id = $${params.length + 1}`].join(' AND ')}`,
          [...params, id],
        )
      : null;
    if (!row) throw refuse('not-found', 'not-found');
    return row;
  }

  private async checkQuery(tx: Tx, { from, to, market }: DeclarationsQuery): Promise<void> {
    if (from !== undefined && to !== undefined && from > to) throw badQuery('range-reversed', 'from', { from, to });
    if (market !== undefined && !(await this.markets.byCode(tx, market))) {
      throw badQuery('market-unknown', 'market', { value: market });
    }
  }
}

interface Conditions {
  readonly where: string[];
  readonly params: unknown[];
}

/** What a role may see at all; row-level security is the net below, and knows nothing of drafts. */
function sight(tx: Tx): Conditions {
  const { role, organisationId, office } = tx.actor;
  if (role === 'broker') return { where: ['d.broker_id = $1'], params: [organisationId] };
  if (role === 'officer') return { where: ['d.customs_office = $1', `d.status <> 'draft'`], params: [office] };
  return { where: [], params: [] };
}

function conditions(tx: Tx, query: DeclarationsQuery, after: string | undefined): { where: string; params: unknown[] } {
  const { where, params } = sight(tx);
  const add = (condition: string, value: string | undefined): void => {
    if (value === undefined) return;
    params.push(value);
    where.push(condition.replace('?', `$${params.length}`));
  };
  add('d.status = ?', query.status);
  add('d.market = ?', query.market);
  add('d.declared_on >= ?::date', query.from);
  add('d.declared_on <= ?::date', query.to);
  add('d.reference = ?', query.reference);
  add('d.id IN (SELECT c.declaration_id FROM declaration_container c WHERE c.number = ?)', query.container);
  add('d.id < ?::uuid', after);
  return { where: where.length > 0 ? where.join(' AND ') : 'true', params };
}

const badQuery = (code: ViolationCode, field: string, params: Record<string, string> = {}) =>
  refuse('malformed', code, params, [violation(code, `/query/${field}`, params)]);
