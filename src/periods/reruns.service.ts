import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import { refuse } from '../messages/refusals/refusal.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { cursorOf, limitOf, type Page, pageOf, PageQuery } from '../platform/http/page.js';
import { Clock } from '../vocabulary/clock.js';
import { markIncludedIn } from './exclusions.repository.js';
import { Freezing } from './freezing.service.js';
import { asSystem } from './isolation.js';
import { PeriodKinds } from './period-kinds.service.js';
import { lockRun, type PeriodKey } from './ledger/period-ledger.js';
import { nameOf, PeriodRuns } from './ledger/period-runs.service.js';
import {
  storedDifferences,
  listRevisions,
  nextRevision,
  type PeriodRevision,
  writeRevision,
} from './revisions.repository.js';

interface PageAsked {
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** Computes finished periods again with the facts known now. The first result stays the official one; revisions stand beside it. */
@Injectable()
export class PeriodReruns {
  constructor(
    private readonly database: Database,
    private readonly kinds: PeriodKinds,
    private readonly runs: PeriodRuns,
    private readonly freezing: Freezing,
    private readonly clock: Clock,
  ) {}

  /** Refuses what is not there or another office's (404), and a period that is not finished (409). */
  rerun(actor: Actor, key: PeriodKey, reason: string): Promise<PeriodRevision> {
    return this.database.transaction(actor, async (tx) => {
      const market = await this.runs.marketInPath(tx, key);
      await this.runs.find(tx, key);
      const made = await asSystem(tx, async () => {
        // Two who ask at once wait here for each other, and get numbers without gap or double.
        const run = await lockRun(tx, key);
        if (run?.state !== 'finished') {
          throw refuse('conflict', 'period-not-finished', { period: key.period, status: run?.state ?? 'due' });
        }
        const number = await nextRevision(tx, key);
        const period = { ...(await this.freezing.periodOf(tx, key, market)), revision: number };
        const { content: _, excluded, ...revised } = await this.freezing.revise(tx, period);
        const result = { ...revised.result, excluded: excluded.length };
        await writeRevision(tx, key, { ...revised, result, number, reason, madeAt: period.now });
        // Where firms get their result beside the others', a revision gives them none.
        if (!this.kinds.of(key.kind).includesLater) await markIncludedIn(tx, key, number, period.now);
        return { number, reason, result, digest: revised.digest, difference: revised.difference };
      });
      await recordAudit(tx, this.clock, {
        action: 'period.rerun',
        subjectType: 'period',
        subjectId: nameOf(key),
        detail: { ...key, ...made },
      });
      return this.revisionOf(tx, key, made.number);
    });
  }

  /** The results of a period, the official one first. */
  list(actor: Actor, key: PeriodKey, { after, limit }: PageAsked): Promise<Page<PeriodRevision>> {
    return this.database.transaction(actor, async (tx) => {
      await this.runs.find(tx, key);
      const found = await listRevisions(tx, key, { after: Number(after?.[0] ?? 0), limit: limit + 1 });
      return pageOf(found, limit, ({ number }) => [String(number)]);
    });
  }

  /** One revision with everything in which it is not as the official result. */
  one(actor: Actor, key: PeriodKey, number: number, query: PageQuery): Promise<PeriodRevision & Page<object>> {
    const { differences } = this.kinds.of(key.kind);
    const after = cursorOf(query, differences?.position ?? [(place) => /^\d{1,9}$/.test(place)]);
    const limit = limitOf(query);
    const read = async (tx: Tx) => {
      await this.runs.find(tx, key);
      const revision = await this.revisionOf(tx, key, number);
      const asked = { key, number, after, limit: limit + 1 };
      const found = await asSystem(tx, async () =>
        differences ? differences.read(tx, asked) : storedDifferences(tx, key, asked),
      );
      const { items, nextCursor } = pageOf(found, limit, ({ position }) => position);
      return { ...revision, items: items.map(({ position: _, ...difference }) => difference), nextCursor };
    };
    return this.database.transaction(actor, read, { snapshot: true });
  }

  private async revisionOf(tx: Tx, key: PeriodKey, number: number): Promise<PeriodRevision> {
    const [revision] = await listRevisions(tx, key, { after: number - 1, limit: 1 });
    if (revision?.number === number) return revision;
    throw refuse('not-found', 'not-found', { what: 'revision', value: String(number) });
  }
}
