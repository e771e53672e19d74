import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { refreshLaneSpans } from '../../lanes/lane-spans.js';
import { NextSteps } from '../status/next-steps.service.js';
import { writeKeys } from '../store/declaration-keys.repository.js';
import { noteObligations } from '../status/obligations.repository.js';
import { rereadReceipts } from './receipt-meanings.js';
import { StatusProjector } from '../status/status-projector.js';

/** How many declarations were compared, and how many rows differed from the facts, by what they say. */
export type RebuiltDeclarations = {
  readonly lookedAt: number;
  /** Receipts whose meaning was not that of the code tables. */
  readonly meanings: number;
  /** Declarations whose status, customs number or times were wrong. */
  readonly statuses: number;
  /** Declarations that were found by something else than they say. */
  readonly keys: number;
  /** Declarations of which something else was missing of their lane. */
  readonly lanes: number;
  /** Declarations whose next due time was wrong. */
  readonly dues: number;
  /** Declarations whose row said something else of filings and payments. */
  readonly obligations: number;
  /** Postings appended to the export ledger; its facts are never rewritten. */
  readonly entries: number;
};

/** Computes the projections of declarations again from receipts, submissions and versions. */
@Injectable()
export class DeclarationRebuilder {
  constructor(
    private readonly clock: Clock,
    private readonly statusProjector: StatusProjector,
    private readonly nextSteps: NextSteps,
  ) {}

  /**
   * The next declarations after an id, of one market or of all, locked in the order of ids; beside live traffic, and twice at
   * once, it is harmless. Values stay as they were valued. Returns the last id, null when there are no more.
   */
  async batch(
    tx: Tx,
    { market, after, limit }: { market: string | null; after: string; limit: number },
  ): Promise<{ readonly last: string | null; readonly counts: RebuiltDeclarations }> {
    const rows = await tx.rows<{ id: string }>(
      `SELECT id FROM declaration WHERE id > $1 AND ($2::text IS NULL OR market = $2) ORDER BY id LIMIT $3 FOR UPDATE`,
      [after, market, limit],
    );
    const ids = rows.map(({ id }) => id);
    // Meanings first: the status is projected from them, and the export ledger must not be corrected twice.
    const meanings = (await rereadReceipts(tx, this.clock, ids)).length;
    const { statuses, entries } = await this.statusProjector.restore(tx, ids);
    const keys = (await writeKeys(tx, ids)).length;
    const lanes = (await refreshLaneSpans(tx, ids)).length;
    const obligations = await noteObligations(tx, ids);
    const dues = await this.nextSteps.refresh(tx, ids);
    const last = ids.length < limit ? null : (ids.at(-1) ?? null);
    return { last, counts: { lookedAt: ids.length, meanings, statuses, keys, lanes, dues, obligations, entries } };
  }
}
