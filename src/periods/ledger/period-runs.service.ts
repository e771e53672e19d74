import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../audit/audit.js';
import type { Market } from '../../markets/domain/market.js';
import { Markets } from '../../markets/markets.service.js';
import type { Actor } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/tx.js';
import { enterRuns, findRun, type PeriodKey, type PeriodRun, retryRun, enqueueRun } from './period-ledger.js';
import { Clock } from '../../vocabulary/clock.js';
import { endOfDay, startOfDay } from '../../vocabulary/period.js';
import { refuse, refuseAt } from '../../messages/refusals/refusal.js';
import { dueAtOf } from './due-periods.query.js';
import type { PeriodUnit } from '../domain/period-unit.js';
import { PeriodKinds } from '../period-kinds.service.js';

/** What people may do with the period ledger: ask for a period that is over, look, and try again. */
@Injectable()
export class PeriodRuns {
  constructor(
    private readonly markets: Markets,
    private readonly kinds: PeriodKinds,
    private readonly clock: Clock,
  ) {}

  /**
   * Enters a period of the actor's market and enqueues it; one that is known stays as it is, so that asking twice gives the
   * same run. Refuses an unknown market (422), another office's (404), a period that is not over (422 period-not-over) and one
   * of the time before the market is followed (422 period-before-follow-up).
   */
  async request(tx: Tx, key: PeriodKey): Promise<PeriodRun> {
    const market = await this.marketOf(tx, key.market);
    const declaration = this.kinds.of(key.kind);
    const dueAt = await dueAtOf(tx, declaration, market, key.period);
    if (dueAt > this.clock.now().toISOString()) {
      throw refuse('rule-broken', 'period-not-over', { period: key.period, endsAt: dueAt });
    }
    await refuseBeforeFollowUp(tx, market, key, declaration.unit);
    const entered = await enterRuns(tx, [{ ...key, dueAt }]);
    if (entered.length > 0) await this.recordPeriodAudit(tx, 'period.requested', key);
    const run = await findRun(tx, key);
    if (!run) throw new Error(`The period ${nameOf(key)} was entered and is not there.`);
    if (entered.length === 0 && run.state === 'due') await enqueueRun(tx, key);
    return run;
  }

  /** The market a body names. Refuses one that is not there (422) and another office's (404). */
  async marketOf(tx: Tx, code: string): Promise<Market> {
    const market = await this.markets.ofBody(tx, code);
    if (!isOwn(tx.actor, market)) throw refuse('not-found', 'not-found', { what: 'market', value: code });
    return market;
  }

  /** The market a path names with a period. Refuses (404) what is not there, another office's, and what is no such period. */
  async marketInPath(tx: Tx, key: PeriodKey): Promise<Market> {
    const market = await this.markets.byCode(tx, key.market);
    const isPeriod = this.kinds.of(key.kind).unit.isPeriod(key.period);
    if (market && isPeriod && isOwn(tx.actor, market)) return market;
    throw notFound(key);
  }

  /** Tries an unfinished period again, also a failed one. Refuses a finished one (409): what is frozen stays. */
  async retry(tx: Tx, key: PeriodKey): Promise<PeriodRun> {
    await this.find(tx, key);
    if (!(await retryRun(tx, key))) {
      throw refuse('conflict', 'period-finished', { period: key.period });
    }
    await this.recordPeriodAudit(tx, 'period.retried', key);
    return this.find(tx, key);
  }

  /** A run of a market the actor may see; refuses (404) what is not there or another office's. */
  async find(tx: Tx, key: PeriodKey): Promise<PeriodRun> {
    const market = await this.markets.byCode(tx, key.market);
    const run = market && isOwn(tx.actor, market) ? await findRun(tx, key) : null;
    if (!run) throw notFound(key);
    return run;
  }

  /** Codes of the markets whose runs the actor may see, narrowed to one; null for all. */
  async visibleMarkets(tx: Tx, asked: Market | null): Promise<string[] | null> {
    if (tx.actor.role !== 'officer') return asked ? [asked.code] : null;
    const candidates = asked ? [asked] : await this.markets.all(tx);
    return candidates.filter((market) => isOwn(tx.actor, market)).map(({ code }) => code);
  }

  private recordPeriodAudit(tx: Tx, action: string, key: PeriodKey): Promise<void> {
    return recordAudit(tx, this.clock, {
      action,
      subjectType: 'period',
      subjectId: nameOf(key),
      detail: { kind: key.kind, market: key.market, period: key.period },
    });
  }
}

/**
 * Before its first day of follow-up a market has no days, weeks and months to close; days whose filings were recorded
 * afterwards, such as an imported past day, can be asked for.
 */
async function refuseBeforeFollowUp(
  tx: Tx,
  { code, followUpSince }: Market,
  key: PeriodKey,
  { daysOf, field }: PeriodUnit,
): Promise<void> {
  const [first, last] = daysOf(key.period);
  if (followUpSince === null || last >= followUpSince) return;
  const filed = await tx.one(
    'SELECT 1 FROM declaration WHERE market = $1 AND filed_at >= $2 AND filed_at < $3 LIMIT 1',
    [code, startOfDay(first), endOfDay(last)],
  );
  if (filed) return;
  const params = { period: key.period, since: followUpSince };
  throw refuseAt(`/${field}`, 'rule-broken', 'period-before-follow-up', params);
}

const notFound = ({ kind, market, period }: PeriodKey) =>
  refuse('not-found', 'not-found', { what: kind, value: `${market} ${period}`.slice(0, 80) });

export const nameOf = ({ kind, market, period }: PeriodKey): string => `${kind} ${market} ${period}`;

/** An officer works for the markets of the own customs office only. */
export const isOwn = (actor: Actor, market: Market): boolean =>
  actor.role !== 'officer' || market.customsOffice === actor.office;
