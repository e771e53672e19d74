import { Injectable } from '@nestjs/common';
import { type LaneAnswer, laneOf, type ListedLane } from '../../lanes/lane.query.js';
import { Markets } from '../../markets/markets.service.js';
import type { Tx } from '../../platform/database/tx.js';
import { limitOf, type Page, pageOf } from '../../platform/http/page.js';
import { Clock } from '../../vocabulary/clock.js';
import { isId } from '../../vocabulary/id.js';
import type { Language } from '../../vocabulary/language.js';
import { refuse } from '../../messages/refusal.js';
import { acknowledgementsOf } from '../store/acknowledgements.repository.js';
import { assertFilters, assertSeesLanes } from './assert-filters.js';
import { countDeclarations, type DeclarationCounts } from './counts.query.js';
import type { DeclarationCountsQuery, DeclarationsQuery } from './declarations-query.dto.js';
import { waitingBefore } from './filters.js';
import { pageStatement, rowStatement } from './page-statement.js';
import {
  type Counts,
  type DeclarationResponse,
  type DeclarationRow,
  type DeclarationSummary,
  type Reading,
  toResponse,
  toSummary,
} from './declaration-response.js';
import { storedItems, storedParts } from '../store/stored-inputs.js';

/** With its firm, and with its lane for those who may see lanes. */
export type ListedDeclaration = DeclarationSummary & {
  readonly brokerName: string | null;
  readonly lane?: ListedLane | null;
};

type ListedRow = DeclarationRow &
  Counts & { readonly brokerName: string | null; readonly sortedBy: string | null; readonly lane?: ListedLane | null };

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

  /** A page of declarations in the order that is asked for. */
  async list(tx: Tx, query: DeclarationsQuery, language: Language): Promise<Page<ListedDeclaration>> {
    await assertFilters(tx, this.markets, query);
    const limit = limitOf(query);
    const { sql, params } = pageStatement(tx.actor, query, {
      limit,
      waitingBefore: waitingBefore(query, this.clock.today()),
    });
    const rows = await tx.rows<ListedRow>(sql, params);
    const { items, nextCursor } = pageOf(rows, limit, ({ sortedBy, id }) =>
      sortedBy === null ? [id] : [sortedBy, id],
    );
    const reading = this.reading(language);
    // Not even a field without a value where the reader may not know it.
    const shown = items.map(({ lane, brokerName, sortedBy: _key, ...row }) => ({
      ...toSummary(row, reading),
      brokerName,
      ...(lane === undefined ? {} : { lane }),
    }));
    return { items: shown, nextCursor };
  }

  /** How many declarations a list with these filters has, by what is asked for. */
  async counts(tx: Tx, query: DeclarationCountsQuery): Promise<DeclarationCounts> {
    if (query.by?.includes('lane')) assertSeesLanes(tx.actor);
    await assertFilters(tx, this.markets, query);
    return countDeclarations(tx, query, { waitingBefore: waitingBefore(query, this.clock.today()) });
  }

  private reading(language: Language): Reading {
    return { language, now: this.clock.now().toISOString() };
  }

  private async rowOf(tx: Tx, id: string): Promise<DeclarationRow> {
    if (!isId(id)) throw refuse('not-found', 'not-found');
    const { sql, params } = rowStatement(tx.actor);
    const row = await tx.one<DeclarationRow>(sql, [...params, id]);
    if (!row) throw refuse('not-found', 'not-found');
    return row;
  }
}
