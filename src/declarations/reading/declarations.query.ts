import { Injectable } from '@nestjs/common';
import { brokerAskedFor } from '../../access/broker-asked-for.js';
import { type LaneAnswer, laneOf, type ListedLane, seesLanes } from '../../lanes/lane.query.js';
import { Markets } from '../../markets/markets.service.js';
import type { Tx } from '../../platform/database/tx.js';
import { limitOf, type Page, pageOf } from '../../platform/http/page.js';
import { Clock } from '../../vocabulary/clock.js';
import { isId } from '../../vocabulary/id.js';
import type { Language } from '../../vocabulary/language.js';
import { refuse } from '../../messages/refusal.js';
import { acknowledgementsOf } from '../store/acknowledgements.repository.js';
import type { DeclarationsQuery } from './declarations.dto.js';
import { pageStatement, sight } from './page-statement.js';
import {
  type Counts,
  type DeclarationResponse,
  type DeclarationRow,
  type DeclarationSummary,
  type Reading,
  toResponse,
  ROW,
  toSummary,
} from './declaration-response.js';
import { storedItems, storedParts } from '../store/stored-inputs.js';
import { assertRange } from '../../messages/range.js';

/** With its lane for those who may see lanes. */
export type ListedDeclaration = DeclarationSummary & { readonly lane?: ListedLane | null };

/** Reads declarations for those who may see them. */
@Injectable()
export class DeclarationsReader {
  constructor(
    private readonly markets: Markets,
    private readonly clock: Clock,
  ) {}

  /** One declaration; a foreign one is refused like one that is not there. */
  async one(tx: Tx, id: string, language: Language): Promise<DeclarationResponse & { lane?: LaneAnswer }> {
    const row = await this.rowOf(tx, id);
    const parts = (await storedParts(tx, [id])).get(id) ?? { goods: [], containers: [] };
    const items = (await storedItems(tx, [id])).get(id) ?? [];
    const warns = row.findings.some(({ severity }) => severity === 'warning');
    const acknowledgements = warns ? await acknowledgementsOf(tx, id) : [];
    const answer = toResponse(row, { ...parts, items, acknowledgements }, this.reading(language));
    // Not even a field without a value where the reader may not know it.
    const lane = await laneOf(tx, id);
    return lane === null ? answer : { ...answer, lane };
  }

  /** Refuses what the reader may not see. */
  async mustSee(tx: Tx, id: string): Promise<void> {
    await this.rowOf(tx, id);
  }

  /** A page of declarations: the newest first, or what is due first. */
  async list(tx: Tx, query: DeclarationsQuery, language: Language): Promise<Page<ListedDeclaration>> {
    await this.checkQuery(tx, query);
    const limit = limitOf(query);
    const { sql, params } = pageStatement(tx.actor, query, limit);
    const rows = await tx.rows<DeclarationRow & Counts & { lane?: ListedLane | null }>(sql, params);
    const reading = this.reading(language);
    // Not even a field without a value where the reader may not know it.
    const shown = rows.map(({ lane, ...row }) => ({
      ...toSummary(row, reading),
      ...(lane === undefined ? {} : { lane }),
    }));
    return pageOf(shown, limit, (row) => [...sortedBy(query.sort, row), row.id]);
  }

  private reading(language: Language): Reading {
    return { language, now: this.clock.now().toISOString() };
  }

  private async rowOf(tx: Tx, id: string): Promise<DeclarationRow> {
    const { where, params } = sight(tx.actor);
    const row = isId(id)
      ? await tx.one<DeclarationRow>(
          `SELECT ${ROW} FROM declaration d WHERE ${[...where, `d.id = $${params.length + 1}`].join(' AND ')}`,
          [...params, id],
        )
      : null;
    if (!row) throw refuse('not-found', 'not-found');
    return row;
  }

  private async checkQuery(tx: Tx, query: DeclarationsQuery): Promise<void> {
    const { lane, broker } = query;
    if (lane !== undefined && !seesLanes(tx.actor)) throw refuse('forbidden', 'not-allowed', { role: tx.actor.role });
    assertRange(query);
    await this.markets.ofQuery(tx, query.market);
    await brokerAskedFor(tx, broker);
  }
}

/** What a page is sorted by, besides the id: the cursor's first key. */
function sortedBy(sort: DeclarationsQuery['sort'], { next, declaredOn }: DeclarationSummary): string[] {
  if (sort === 'due') return [next.dueAt ?? ''];
  return sort === 'day' ? [declaredOn ?? ''] : [];
}
