import { recordStatementEvents } from './settlements.repository.js';
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import { PeriodRuns } from '../periods/period-runs.service.js';
import type { Market } from '../markets/domain/market.js';
import { Markets } from '../markets/markets.service.js';
import type { Tx } from '../platform/database/tx.js';
import { lockRun } from '../periods/period-ledger.js';
import { Clock } from '../vocabulary/clock.js';
import { newId } from '../vocabulary/id.js';
import type { Week } from '../vocabulary/period.js';
import { refuse, refuseAt } from '../messages/refusal.js';
import { differences } from './domain/differences.js';
import { spanOfWeek } from './domain/due.js';
import type { ExcludedFirm } from './domain/statement.js';
import { keepRerun, reasonsSince, type ReasonOf, type Rerun, type StatementDifference } from './reruns.repository.js';
import { type Frozen, freezeStatements } from './settlements.repository.js';
import { type FrozenStatement, frozenStatements } from './settlements.query.js';
import { type Computed, type WeekFigures, weekFigures } from './week-figures.query.js';

/** Looks at a week without changing what is frozen: before it is settled, and again afterwards. */
@Injectable()
export class WeekReview {
  constructor(
    private readonly markets: Markets,
    private readonly runs: PeriodRuns,
    private readonly clock: Clock,
  ) {}

  /**
   * The statements of a week as its facts are now. Refuses (422) a market that is unknown or another office's, and a week that
   * has not begun. Writes nothing.
   */
  async preview(tx: Tx, code: string, week: Week): Promise<WeekFigures & { computedAt: string }> {
    const market = await this.markets.byCode(tx, code);
    if (!market || !(await this.isOwn(tx, market))) {
      const params = { value: code };
      throw refuseAt('/market', 'rule-broken', 'market-unknown', params);
    }
    const computedAt = this.clock.now().toISOString();
    if (spanOfWeek(week).from > computedAt) {
      throw refuseAt('/week', 'rule-broken', 'week-not-begun', { week });
    }
    return { ...(await this.figures(tx, market, week)), computedAt };
  }

  /**
   * Makes the statements of a settled week again from what is known now, and keeps where they differ from the frozen ones, which
   * stay as they are. Refuses (404) another office's market and (409) a week that is not settled.
   */
  async rerun(tx: Tx, key: { market: string; week: Week }, reason: string): Promise<Rerun> {
    const market = await this.settled(tx, key.market, key.week);
    const { statements, excluded: parked } = await this.figures(tx, market, key.week);
    const digests = statements.map(({ digest }) => digest);
    return this.asSystem(tx, async () => {
      const frozen = await frozenStatements(tx, key.market, key.week, digests);
      const frozenAt = frozen[0]?.finishedAt ?? this.clock.now().toISOString();
      const reasons = [...(await reasonsSince(tx, { ...key, frozenAt })), ...parkedNow(parked)];
      const differing = differencesOf(frozen, statements, reasons);
      const rerun = await keepRerun(tx, {
        ...{ id: newId(), market: key.market, week: key.week, reason, differences: differing },
        digest: createHash('sha256').update(digests.join('\n'), 'utf8').digest('hex'),
        madeAt: this.clock.now().toISOString(),
        madeBy: tx.actor.name,
      });
      await this.remember(tx, 'settlement.rerun', key, { number: rerun.number, reason, differing: differing.length });
      return rerun;
    });
  }

  /** States the firms of a settled week that were set aside and are right by now. Twice, or at once: each is stated once. */
  async retryParked(tx: Tx, key: { market: string; week: Week }): Promise<Pick<Frozen, 'statements' | 'parked'>> {
    const market = await this.settled(tx, key.market, key.week);
    return this.asSystem(tx, async () => {
      const { run } = (await tx.one<{ run: number }>(
        'SELECT max(run) + 1 AS run FROM settlement WHERE market = $1 AND week = $2',
        [key.market, key.week],
      )) ?? { run: 1 };
      const now = this.clock.now().toISOString();
      const { statements, digest } = await freezeStatements(tx, { market, week: key.week, run, now });
      const parked = await tx.one<{ parked: number }>(
        `SELECT count(*)::integer AS parked FROM settlement_parked p WHERE market = $1 AND week = $2
           AND broker_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM settlement s WHERE s.market = p.market AND s.week = p.week AND s.broker_id = p.broker_id)`,
        [key.market, key.week],
      );
      await this.remember(tx, 'settlement.parked-retried', key, { run, statements, digest });
      await recordStatementEvents(tx, this.clock, { ...key, run });
      return { statements, parked: parked?.parked ?? 0 };
    });
  }

  /** The market of a week that is settled; its period is held until the transaction ends, so that runs get their numbers in turn. */
  private async settled(tx: Tx, code: string, week: Week): Promise<Market> {
    const market = await this.market(tx, code);
    const run = await lockRun(tx, { kind: 'weekly-settlement', market: code, period: week });
    if (run?.state !== 'finished') throw refuse('conflict', 'week-not-settled', { week });
    return market;
  }

  /** A market the actor may see; refuses (404) what is not there or another office's. */
  async market(tx: Tx, code: string): Promise<Market> {
    const market = await this.markets.byCode(tx, code);
    if (market && (await this.isOwn(tx, market))) return market;
    throw refuse('not-found', 'not-found', { what: 'market', value: code.slice(0, 40) });
  }

  private async isOwn(tx: Tx, market: Market): Promise<boolean> {
    return (await this.runs.visibleMarkets(tx, market))?.length !== 0;
  }

  private figures(tx: Tx, market: Market, week: Week): Promise<WeekFigures> {
    const now = this.clock.now().toISOString();
    return this.asSystem(tx, () => weekFigures(tx, { market, week, now, asKnownNow: true }));
  }

  /** As the settlement itself sees the week: the rows of every office, whoever asks for the market. */
  private asSystem<R>(tx: Tx, work: () => Promise<R>): Promise<R> {
    const forOffice = (office: string) => tx.run("SELECT set_config('app.office', $1, true)", [office]);
    return tx.asService(async () => {
      await forOffice('');
      const result = await work();
      await forOffice(tx.actor.office ?? '');
      return result;
    });
  }

  private remember(tx: Tx, action: string, key: { market: string; week: Week }, detail: Record<string, unknown>) {
    const subjectId = `${key.market} ${key.week}`;
    return recordAudit(tx, this.clock, { action, subjectType: 'settlement-week', subjectId, detail });
  }
}

/**
 * What is open cannot be counted: that is why there is nothing to compare, not that the firm has nothing any more. The market's
 * figures lack what its firms lack.
 */
function parkedNow(parked: readonly ExcludedFirm[]): ReasonOf[] {
  const failed = parked.filter(({ reason }) => reason === 'open-items-failed');
  if (failed.length === 0) return [];
  const reasonFor = (broker: string | null, declarations: number): ReasonOf => ({
    ...{ broker, kind: 'parked', name: 'open-items-failed', bookedIn: null, declarations },
    ...{ valueCny: null, valueUsd: null },
  });
  const firms = failed.flatMap(({ broker, declarations }) => (broker === null ? [] : reasonFor(broker, declarations)));
  return [
    reasonFor(
      null,
      failed.reduce((sum, { declarations }) => sum + declarations, 0),
    ),
    ...firms,
  ];
}

function differencesOf(
  frozen: readonly FrozenStatement[],
  computed: readonly Computed[],
  reasons: readonly ReasonOf[],
): StatementDifference[] {
  const before = new Map(frozen.map((one) => [one.broker, one]));
  const after = new Map(computed.map((one) => [one.broker, one]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((broker) => {
    const [was, is] = [before.get(broker), after.get(broker)];
    const changes = differences(was?.statement ?? null, is ? { ...is.figures, lines: is.lines } : null);
    if (was?.digest === is?.digest || changes.length === 0) return [];
    return {
      broker,
      brokerName: was?.brokerName ?? is?.brokerName ?? null,
      frozenDigest: was?.digest ?? null,
      digest: is?.digest ?? null,
      changes,
      reasons: reasons.filter((one) => one.broker === broker).map(({ broker: _, ...rest }) => rest),
    };
  });
}
