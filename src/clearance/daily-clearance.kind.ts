import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import { recordEvents } from '../domain-events/record-events.js';
import type { Market } from '../markets/domain/market.js';
import { firmsIn } from '../open-items/failing-firms.query.js';
import { DAY } from '../periods/domain/period-unit.js';
import {
  type FrozenPeriod,
  type Isolation,
  type PeriodDeclaration,
  PeriodKind,
  type PeriodToFreeze,
  type RevisedPeriod,
} from '../periods/period-kind.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { isId, newId } from '../vocabulary/id.js';
import { isOpenItemKind } from '../vocabulary/open-item-kinds.js';
import { type Day, type Instant, previousDay } from '../vocabulary/period.js';
import { freezeDay } from './clearance-run.repository.js';
import { firstItemsOf } from './clearance.query.js';
import { dayAsked } from './day-before.query.js';
import { countsOf, type DayCounts, dayTables, type ExcludedFromDay } from './day-counts.query.js';
import { differenceOf, dayDifferencesOf } from './day-revisions.query.js';
import { cutOffOf } from './domain/cut-off.js';
import { describeExcluded } from './excluded-firms.query.js';
import { inputsOf } from './run-inputs.query.js';

/** 日清: every calendar day of a followed market is frozen after its cut-off. */
@Injectable()
@PeriodKind('daily-clearance')
export class DailyClearance implements PeriodDeclaration {
  readonly unit = DAY;
  readonly includesLater = false;
  readonly differences = { position: [isOpenItemKind, isId], read: dayDifferencesOf };
  readonly isolation: Isolation = {
    firms: async (tx, period) => firmsIn(tx, dayTables(await this.dayOf(tx, period))),
    judge: async (tx, period, firms) => countsOf(tx, { ...(await this.dayOf(tx, period)), firms }),
  };

  constructor(private readonly clock: Clock) {}

  dueAt(market: Market, day: Day): Instant {
    return cutOffOf(day, market);
  }

  beginsAt(market: Market, day: Day): Instant {
    return cutOffOf(previousDay(day), market);
  }

  async freeze(tx: Tx, period: PeriodToFreeze): Promise<FrozenPeriod> {
    const { id, digest, ...frozen } = await this.write(tx, period, null);
    return { ...frozen, result: { runId: id, ...frozen.result }, digest };
  }

  /** The next day was counted against the official result, which is what was signed: it stays, the revision stands beside it. */
  async revise(tx: Tx, period: PeriodToFreeze): Promise<RevisedPeriod> {
    const official = await tx.one<{ id: string; cutOffAt: Instant }>(
      'SELECT id, cut_off_at AS "cutOffAt" FROM clearance_run WHERE market = $1 AND day = $2 AND revision = 1',
      [period.market.code, period.key.period],
    );
    if (!official) throw new Error(`The finished day ${period.market.code} ${period.key.period} has no result.`);
    const { result, ...frozen } = await this.write(tx, { ...period, asOf: official.cutOffAt }, official.id);
    const { difference, settingsChanged } = await differenceOf(tx, official.id, frozen.id);
    return { ...frozen, result: { ...result, settingsChanged }, difference, differences: null };
  }

  async record(tx: Tx, { key, market }: PeriodToFreeze, { result, digest, excluded }: FrozenPeriod): Promise<void> {
    const { runId, ...counts } = result as unknown as DayCounts & { readonly runId: string };
    await recordAudit(tx, this.clock, {
      action: 'clearance.finished',
      subjectType: 'clearance-run',
      subjectId: runId,
      detail: {
        ...{ market: key.market, day: key.period, ...counts, digest },
        excluded: excluded.map(({ broker, reason }) => ({ broker, reason })),
      },
    });
    const owner = { brokerId: null, customsOffice: market.customsOffice, market: market.code };
    await recordEvents(tx, this.clock, [{ type: 'clearance.finished', subjectId: runId, data: {}, owner }]);
  }

  private async write(tx: Tx, period: PeriodToFreeze, officialRun: string | null) {
    const id = newId();
    const asked = await this.dayOf(tx, period);
    const excluded = await describeExcluded(tx, asked, period.failing);
    const { digest, ...result } = await freezeDay(tx, {
      ...{ ...asked, excluded, id, officialRun, revision: period.revision, finishedAt: period.now },
      inputs: await inputsOf(tx, period.market, asked.until),
    });
    const content = async ({ broker }: { broker: string | null }) => ({
      itemsTotal: result.carriedOver,
      items: await firstItemsOf(tx, id, broker),
    });
    return { id, result, digest, excluded: excluded.map(exclusionOf), content };
  }

  private dayOf(tx: Tx, { market, key, asOf }: PeriodToFreeze) {
    return dayAsked(tx, market, key.period, asOf);
  }
}

const exclusionOf = ({ broker, brokerName, reason, broughtForward }: ExcludedFromDay) => ({
  ...{ broker, brokerName, reason },
  figures: { broughtForward },
});
