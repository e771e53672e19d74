import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Periods } from '../periods/periods.service.js';
import { Clock, MovableClock } from '../vocabulary/clock.js';
import {
  daysBetween,
  daysOfMonth,
  type Instant,
  instantAt,
  type Month,
  nextDay,
  nextMonth,
} from '../vocabulary/period.js';
import { DemoMarket, type DemoPlan } from './demo-market.service.js';
import { playedPeriods } from './played-periods.query.js';

/** What became of one period: its result without what differs from play to play, and the SHA-256 of that. */
export interface PlayedPeriod {
  readonly kind: string;
  readonly period: string;
  readonly state: string;
  readonly sha256: string;
}

export interface PlayedMonth {
  readonly declarations: number;
  readonly periods: readonly PlayedPeriod[];
  /** Over all periods, in their order. */
  readonly sha256: string;
}

/** After the market's cut-off; and in the morning, when a week has been settled and a month's notices are out. */
const EVENING = '20:00';
const MORNING = '09:00';

/**
 * Plays a whole month of the demo market with its 日清, 周结 and 月提醒, each on its day, on a clock that is moved from evening to
 * morning. The same month, size and seed give the same results each time: what a release must not change by accident.
 */
@Injectable()
export class DemoMonth {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly market: DemoMarket,
    private readonly periods: Periods,
  ) {}

  async play(
    month: Month,
    size: Omit<DemoPlan, 'days'>,
    report: (day: string, declarations: number) => void,
  ): Promise<PlayedMonth> {
    const { clock } = this;
    if (!(clock instanceof MovableClock)) throw new Error('A month is played on a clock that can be moved.');
    const [first, last] = daysOfMonth(month);
    const [after] = daysOfMonth(nextMonth(month));
    let declarations = 0;
    clock.stopAt(instantAt(after, MORNING));
    await this.market.play({ ...size, days: daysBetween(first, after) + 1 }, async (day, count) => {
      if (day > last) return;
      declarations = count;
      await this.runAt(clock, instantAt(day, EVENING));
      await this.runAt(clock, instantAt(nextDay(day), MORNING));
      report(day, count);
    });
    const played = await this.database.transaction(SYSTEM, playedPeriods);
    const periods = played.map(({ content, ...period }) => ({ ...period, sha256: sha256(withoutIds(content)) }));
    return { declarations, periods, sha256: sha256(periods.map((period) => period.sha256).join('\n')) };
  }

  private async runAt(clock: MovableClock, instant: Instant): Promise<void> {
    clock.stopAt(instant);
    for (const key of await this.periods.reconcile()) await this.periods.runNow(key);
  }
}

const UUIDS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Ids are new in every play; what they stand for has a name beside them. */
const withoutIds = (content: string): string => content.replace(UUIDS, '#');
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
