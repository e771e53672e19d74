import { Injectable } from '@nestjs/common';
import { refuseAt } from '../messages/refusals/refusal.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { type Instant, startOfDay } from '../vocabulary/period.js';
import { Freezing } from './freezing.service.js';
import { asSystem } from './isolation.js';
import type { ContentAsked, Exclusion, PeriodToFreeze } from './period-kind.js';
import { PeriodKinds } from './period-kinds.service.js';
import { lockRun, type PeriodKey } from './ledger/period-ledger.js';
import { PeriodRuns } from './ledger/period-runs.service.js';
import { nextRevision } from './revisions.repository.js';

export interface PeriodPreview extends PeriodKey {
  /** When it is due, or the present instant while it is not over. */
  readonly asOf: Instant;
  readonly dueAt: Instant;
  /** Whether it is over: then a run would freeze just this. */
  readonly isOver: boolean;
  /** Of a finished period: the number of the revision a rerun would make. */
  readonly revision: number;
  readonly result: Readonly<Record<string, unknown>>;
  readonly digest: string;
  readonly excluded: readonly Exclusion[];
  /** What would be frozen, in the words of the kind. */
  readonly content: object;
}

/** What a period would freeze with the facts known now: the same work as that of a run or a rerun, rolled back. */
@Injectable()
export class PeriodPreviews {
  constructor(
    private readonly database: Database,
    private readonly kinds: PeriodKinds,
    private readonly runs: PeriodRuns,
    private readonly freezing: Freezing,
  ) {}

  /** Refuses an unknown market or another office's (404), and a period that has not begun (400). */
  preview(actor: Actor, key: PeriodKey, asked: ContentAsked): Promise<PeriodPreview> {
    return this.database.transaction(actor, async (tx) => {
      const market = await this.runs.marketInPath(tx, key);
      const declaration = this.kinds.of(key.kind);
      const firstDay = declaration.unit.daysOf(key.period)[0];
      const begins = declaration.beginsAt?.(market, key.period) ?? startOfDay(firstDay);
      return asSystem(tx, async () => {
        // A run of the same period waits here: neither may find the other's rows in its way.
        const run = await lockRun(tx, key);
        const period = await this.freezing.periodOf(tx, key, market);
        if (begins > period.now) {
          throw refuseAt('/path/period', 'malformed', 'period-not-begun', { period: key.period, beginsAt: begins });
        }
        const revision = run?.state === 'finished' ? await nextRevision(tx, key) : 1;
        return this.rolledBack(tx, { ...period, revision }, asked);
      });
    });
  }

  private async rolledBack(tx: Tx, period: PeriodToFreeze, asked: ContentAsked): Promise<PeriodPreview> {
    const { key, asOf, dueAt, now, revision } = period;
    await tx.run('SAVEPOINT preview');
    const frozen = await (revision === 1 ? this.freezing.freeze(tx, period) : this.freezing.revise(tx, period));
    const { result, digest, excluded } = frozen;
    const content = await frozen.content(asked);
    await tx.run('ROLLBACK TO SAVEPOINT preview');
    return { ...key, asOf, dueAt, isOver: dueAt <= now, revision, result, digest, excluded, content };
  }
}
