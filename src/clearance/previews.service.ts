import { Injectable } from '@nestjs/common';
import { type Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Clock } from '../vocabulary/clock.js';
import { type Day, type Instant, previousDay } from '../vocabulary/period.js';
import { refuseAt } from '../messages/refusal.js';
import { dayAsked } from './day-before.query.js';
import type { DayCounts, ExcludedFirm } from './day-counts.query.js';
import { cutOffOf } from './domain/cut-off.js';
import { withoutFailingFirms } from './excluded-firms.query.js';
import { PeriodRuns } from '../periods/period-runs.service.js';
import { previewOf, type ShownItems } from './preview.query.js';

export interface Preview extends DayCounts, ShownItems {
  readonly market: string;
  readonly date: Day;
  /** The cut-off of a day that is over, else the present instant. */
  readonly asOf: Instant;
  readonly cutOffAt: Instant;
  /** Firms a run would leave out, because their data cannot be judged. */
  readonly parked: readonly ExcludedFirm[];
  /** Whether the day is over: then a run would freeze just this. */
  readonly isOver: boolean;
}

/** What a day's run would freeze with the facts known now, also for the day that is not over yet. */
@Injectable()
export class Previews {
  constructor(
    private readonly database: Database,
    private readonly runs: PeriodRuns,
    private readonly clock: Clock,
  ) {}

  /**
   * Refuses an unknown market (422), another office's (404) and a day that has not begun (422). The transaction may only
   * read, and so keeps no answer under an Idempotency-Key: asking twice does nothing twice.
   */
  of({ idempotencyKey: _, ...actor }: Actor, code: string, date: Day): Promise<Preview> {
    return this.database.transaction(
      actor,
      async (tx) => {
        const market = await this.runs.marketOf(tx, code);
        const now = this.clock.now().toISOString();
        const [beginsAt, cutOffAt] = [cutOffOf(previousDay(date), market), cutOffOf(date, market)];
        if (beginsAt >= now) {
          const params = { period: date, beginsAt };
          throw refuseAt('/date', 'rule-broken', 'period-not-begun', params);
        }
        const isOver = cutOffAt <= now;
        const asOf = isOver ? cutOffAt : now;
        const found = await tx.asService(async () =>
          withoutFailingFirms(tx, await dayAsked(tx, market, date, asOf), (asked) => previewOf(tx, asked)),
        );
        return { market: code, date, asOf, cutOffAt, isOver, ...found };
      },
      { snapshot: true },
    );
  }
}
