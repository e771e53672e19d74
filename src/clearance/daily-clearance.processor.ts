import { recordEvents } from '../domain-events/record-events.js';
import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import { Markets } from '../markets/markets.service.js';
import type { Tx } from '../platform/database/tx.js';
import type { PeriodKey } from '../periods/period-ledger.js';
import { type PeriodicWork, Periods } from '../periods/periods.service.js';
import { Clock } from '../vocabulary/clock.js';
import { newId } from '../vocabulary/id.js';
import type { Instant } from '../vocabulary/period.js';
import { refuse } from '../messages/refusal.js';
import { freezeDay } from './clearance-run.repository.js';
import { dayAsked } from './day-before.query.js';
import { cutOffOf } from './domain/cut-off.js';
import { missingPeriods, startsOf } from '../periods/missing-periods.query.js';
import { named, withoutFailingFirms } from './excluded-firms.query.js';
import { inputsOf } from './run-inputs.query.js';

/** 日清: every calendar day of a followed market is frozen after its cut-off. */
@Injectable()
export class DailyClearance implements PeriodicWork {
  readonly kind = 'daily-clearance';

  constructor(
    private readonly markets: Markets,
    private readonly clock: Clock,
    periods: Periods,
  ) {
    periods.register(this);
  }

  async due(tx: Tx, now: Instant): Promise<(PeriodKey & { dueAt: Instant })[]> {
    const starts = startsOf(await this.markets.followed(tx), (first, { cutOff }) => ({ first, timeOfDay: cutOff }));
    return missingPeriods(tx, this.kind, starts, now);
  }

  async run(tx: Tx, key: PeriodKey) {
    const market = await this.markets.byCode(tx, key.market);
    if (!market) throw refuse('rule-broken', 'market-unknown', { value: key.market });
    const cutOffAt = cutOffOf(key.period, market);
    const now = this.clock.now().toISOString();
    // The ledger may say "due" too early (the cut-off was moved, a clock was wrong): an unfinished day must not be frozen.
    if (cutOffAt > now) throw refuse('rule-broken', 'period-not-over', { period: key.period, endsAt: cutOffAt });
    const id = newId();
    const frozen = { id, finishedAt: now, inputs: await inputsOf(tx, market), later: null };
    const asked = await dayAsked(tx, market, key.period, cutOffAt);
    const { digest, parked, ...counts } = await withoutFailingFirms(tx, asked, (day) =>
      freezeDay(tx, { ...day, ...frozen }),
    );
    await recordAudit(tx, this.clock, {
      action: 'clearance.finished',
      subjectType: 'clearance-run',
      subjectId: id,
      detail: { market: key.market, day: key.period, ...counts, parked: named(parked), digest },
    });
    await recordEvents(tx, this.clock, [{ type: 'clearance.finished', subjectId: id, data: {} }]);
    return { result: { runId: id, ...counts, parked: parked.length }, digest };
  }
}
