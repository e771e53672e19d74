import { Injectable } from '@nestjs/common';
import { Keys } from '../access/keys.service.js';
import { Organisations } from '../access/organisations.service.js';
import { Markets } from '../markets/markets.service.js';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { RatesService } from '../reference/rates.service.js';
import { Clock, MovableClock } from '../vocabulary/clock.js';
import {
  addDays,
  businessDayOf,
  type Day,
  daysBetween,
  instantAt,
  monthOf,
  nextMonth,
  weekdayOf,
} from '../vocabulary/period.js';
import { DemoCodeTables } from './demo-code-tables.service.js';
import { DemoDay } from './demo-day.service.js';
import { DemoFilings } from './demo-filings.service.js';
import { DemoHolds } from './demo-holds.service.js';
import { brokerActor, demoKeys, type DemoKeys, demoOrganisations, type DemoOrganisations } from './demo-people.js';
import { DemoPeople, type DemoSignIns } from './demo-sign-ins.js';
import { containersOn } from './domain/market-day.js';
import { SeededChance } from './domain/random.js';
import { DEMO_RATES } from './domain/rates.js';

/** By what one enters the demo: keys for programs, sign-ins for people. */
export interface DemoAccess {
  readonly keys: DemoKeys;
  readonly people: DemoSignIns;
}

export interface DemoPlan {
  readonly days: number;
  readonly containersPerDay: number;
  readonly seed: number;
}

export const DEMO_PLAN: DemoPlan = { days: 45, containersPerDay: 72, seed: 1039 };

export const DEMO_MARKET = 'KQ-CTC';
/** Shares of the three brokers, and when each of them files. */
const BROKER_DAYS = [
  { share: 0.5, at: '08:40' },
  { share: 0.3, at: '14:10' },
  { share: 0.2, at: '16:40' },
];

/** Plays a market day by day on a moved clock, through the same doors as real data. */
@Injectable()
export class DemoMarket {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly markets: Markets,
    private readonly rates: RatesService,
    private readonly organisations: Organisations,
    private readonly keys: Keys,
    private readonly people: DemoPeople,
    private readonly codeTables: DemoCodeTables,
    private readonly demoDay: DemoDay,
    private readonly filings: DemoFilings,
    private readonly holds: DemoHolds,
  ) {}

  /** Whether there is nothing yet, or only what an interrupted load has left. */
  async isWanted(): Promise<boolean> {
    const held = await this.database.transaction(SYSTEM, (tx) =>
      tx.one<{ organisations: number; keys: number }>(
        `SELECT (SELECT count(*)::int FROM organisation) AS organisations, (SELECT count(*)::int FROM api_key) AS keys`,
      ),
    );
    return held?.keys === 0 && (held.organisations === 0 || (await this.wasBegun()));
  }

  /**
   * Plays the plan up to the clock's present and returns the keys and sign-ins. Repeating it after a crash is safe: the same plan makes the
   * same references, receipts and events, and what is already there is left alone.
   */
  async play(
    plan: DemoPlan,
    eachEvening: (day: Day, declarations: number) => void | Promise<void>,
  ): Promise<DemoAccess> {
    const { clock } = this;
    if (!(clock instanceof MovableClock)) throw new Error('A market is played on a clock that can be moved.');
    const end = clock.now().toISOString();
    const today = clock.today();
    await this.codeTables.load();
    const { organisations, since } = await this.prepare(addDays(today, 1 - plan.days), today);
    let declarations = 0;
    for (let day = since; day <= today; day = addDays(day, 1)) {
      declarations += await this.playDay({ plan, day, since, end, clock }, organisations);
      await eachEvening(day, declarations);
    }
    clock.goTo(end);
    await this.demoDay.deliverRest(end, organisations.customs);
    await this.holds.place(DEMO_MARKET, organisations.customs);
    // One firm after the other: each takes many bank references, for which the others would wait.
    for (const broker of organisations.brokers) await this.filings.file(brokerActor(broker), plan.seed, today);
    const makePeople = await this.people.prepare();
    return this.database.transaction(SYSTEM, async (tx) => ({
      people: await makePeople(tx, organisations),
      keys: await demoKeys(tx, this.keys, organisations),
    }));
  }

  private async playDay(
    on: { plan: DemoPlan; day: Day; since: Day; end: string; clock: MovableClock },
    { brokers, customs }: DemoOrganisations,
  ): Promise<number> {
    const { day, plan, end, clock } = on;
    const number = daysBetween(on.since, day);
    const total = containersOn(new SeededChance(plan.seed + number), weekdayOf(day), plan.containersPerDay);
    const batches = brokers.flatMap((broker, index) => {
      const { share = 0, at = '12:00' } = BROKER_DAYS[index] ?? {};
      const filedAt = instantAt(day, at);
      if (filedAt > end) return [];
      return [{ broker, filedAt, index, containers: Math.max(1, Math.round(total * share)) }];
    });
    let declarations = 0;
    for (const { broker, filedAt, index, containers } of batches) {
      // The clock is stopped: the same plan files at the same instants, to the millisecond.
      clock.stopAt(filedAt);
      const seeds = { firms: plan.seed + index, day: plan.seed * 1_000 + number * 10 + index };
      const entrySerial = 900_000_000 + (number * 10 + index) * 1_000;
      const isCareless = index === 0 && addDays(day, 1) >= businessDayOf(end);
      const batch = { market: DEMO_MARKET, day, filedAt, containers, seeds, entrySerial, isCareless };
      declarations += await this.demoDay.declare(brokerActor(broker), broker.id, batch, customs);
    }
    const evening = instantAt(day, '19:30');
    clock.stopAt(evening < end ? evening : end);
    await this.demoDay.deliver(evening < end ? evening : end, customs);
    return declarations;
  }

  private prepare(first: Day, today: Day): Promise<{ organisations: DemoOrganisations; since: Day }> {
    return this.database.transaction(SYSTEM, async (tx) => {
      for (let month = monthOf(first); month <= nextMonth(monthOf(today)); month = nextMonth(month)) {
        await this.rates.put(tx, month, DEMO_RATES);
      }
      await this.markets.beginFollowUp(tx, first);
      const market = await this.markets.byCode(tx, DEMO_MARKET);
      return { organisations: await demoOrganisations(tx, this.organisations), since: market?.followUpSince ?? first };
    });
  }

  /** A load that was begun has its firms but no key yet: the keys are its last step. */
  private async wasBegun(): Promise<boolean> {
    const market = await this.database.transaction(SYSTEM, (tx) => this.markets.byCode(tx, DEMO_MARKET));
    return market?.followUpSince !== null;
  }
}
