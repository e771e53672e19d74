import { Injectable } from '@nestjs/common';
import { type LaneAnswer, laneOf, type ListedLane, seesLanes } from '../../lanes/lane.query.js';
import { Markets } from '../../markets/markets.service.js';
import type { Tx } from '../../platform/database/tx.js';
import { LIST_BATCH_ROWS, type ListFile } from '../../platform/http/list-files.js';
import { limitOf, type Page, pageOf } from '../../platform/http/page.js';
import { Clock } from '../../vocabulary/clock.js';
import { isId } from '../../vocabulary/id.js';
import type { Language } from '../../vocabulary/language.js';
import { refuse } from '../../messages/refusals/refusal.js';
import { BesideSteps } from '../status/beside-steps.service.js';
import { acknowledgementsOf } from '../store/acknowledgements.repository.js';
import { assertFilters, assertSeesLanes } from './assert-filters.js';
import { countDeclarations, type DeclarationCounts } from './counts.query.js';
import type { DeclarationCountsQuery, DeclarationsQuery } from './declarations-query.dto.js';
import { waitingBefore } from './filters.js';
import { declarationCells, declarationColumns } from './declarations-file.js';
import { countStatement, pageStatement, rowStatement } from './page-statement.js';
import {
  type Counts,
  type DeclarationResponse,
  type DeclarationRow,
  type ListedDeclaration,
  type Reading,
  toResponse,
  toSummary,
} from './declaration-response.js';
import { storedItems, storedParts } from '../store/stored-inputs.js';

type ListedRow = DeclarationRow &
  Counts & { readonly brokerName: string | null; readonly sortedBy: string | null; readonly lane?: ListedLane | null };

/** Reads declarations for those who may see them. */
@Injectable()
export class DeclarationsReader {
  constructor(
    private readonly markets: Markets,
    private readonly clock: Clock,
    private readonly besideSteps: BesideSteps,
  ) {}

  /** One declaration; a foreign one is refused like one that is not there. */
  async one(tx: Tx, id: string, language: Language): Promise<DeclarationResponse & { lane?: LaneAnswer }> {
    const row = await this.rowOf(tx, id);
    const parts = (await storedParts(tx, [id])).get(id) ?? { goods: [], containers: [] };
    const items = (await storedItems(tx, [id])).get(id) ?? [];
    const warns = row.findings.some(({ severity }) => severity === 'warning');
    const acknowledgements = warns ? await acknowledgementsOf(tx, id) : [];
    const answer = toResponse(row, { ...parts, items, acknowledgements }, await this.reading(tx, [row], language));
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
    const reading = await this.reading(tx, items, language);
    return { items: items.map((row) => listed(row, reading)), nextCursor };
  }

  /** The same list, whole, in its order. */
  async file(tx: Tx, query: DeclarationsQuery, language: Language): Promise<ListFile> {
    await assertFilters(tx, this.markets, query);
    const count = countStatement(tx.actor, query, { waitingBefore: waitingBefore(query, this.clock.today()) });
    const { n = 0 } = (await tx.one<{ n: number }>(count.sql, count.params)) ?? {};
    const { sql, params } = pageStatement(tx.actor, query, {
      limit: null,
      waitingBefore: waitingBefore(query, this.clock.today()),
    });
    const columns = declarationColumns(seesLanes(tx.actor));
    const reading: Reading = { language, now: this.clock.now().toISOString(), beside: new Map() };
    const batches = (async function* () {
      for await (const rows of tx.batches<ListedRow>(sql, params, LIST_BATCH_ROWS))
        yield rows.map((row) => declarationCells(columns, listed(row, reading)));
    })();
    const today = this.clock.today();
    return { names: [`declarations_${today}`, `报关单_${today}`], columns, rowCount: n, batches };
  }

  /** How many declarations a list with these filters has, by what is asked for. */
  async counts(tx: Tx, query: DeclarationCountsQuery): Promise<DeclarationCounts> {
    if (query.by?.includes('lane')) assertSeesLanes(tx.actor);
    await assertFilters(tx, this.markets, query);
    return countDeclarations(tx, query, { waitingBefore: waitingBefore(query, this.clock.today()) });
  }

  private async reading(tx: Tx, rows: readonly DeclarationRow[], language: Language): Promise<Reading> {
    return { language, now: this.clock.now().toISOString(), beside: await this.besideSteps.of(tx, rows) };
  }

  private async rowOf(tx: Tx, id: string): Promise<DeclarationRow> {
    if (!isId(id)) throw refuse('not-found', 'not-found');
    const { sql, params } = rowStatement(tx.actor);
    const row = await tx.one<DeclarationRow>(sql, [...params, id]);
    if (!row) throw refuse('not-found', 'not-found');
    return row;
  }
}

/** Not even a field without a value where the reader may not know it. */
const listed = ({ lane, brokerName, sortedBy: _key, ...row }: ListedRow, reading: Reading): ListedDeclaration => ({
  ...toSummary(row, reading),
  brokerName,
  ...(lane === undefined ? {} : { lane }),
});
