import { Injectable } from '@nestjs/common';
import { Markets } from '../../markets/markets.service.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { type Page, pageOf } from '../../platform/http/page.js';
import { type ExclusionsAsked, listExclusions, type PeriodExclusion } from '../exclusions.repository.js';
import { attemptsOf, type PeriodAttempt } from './period-attempts.js';
import type { PeriodKey, PeriodRun } from './period-ledger.js';
import { PeriodRuns } from './period-runs.service.js';

type PageAsked = Pick<ExclusionsAsked, 'after' | 'limit'>;

/** Asks for periods and reads them, for officers and administrators. */
@Injectable()
export class PeriodLists {
  constructor(
    private readonly database: Database,
    private readonly markets: Markets,
    private readonly runs: PeriodRuns,
  ) {}

  request(actor: Actor, key: PeriodKey): Promise<PeriodRun> {
    return this.database.transaction(actor, async (tx) => {
      await this.runs.marketInPath(tx, key);
      return this.runs.request(tx, key);
    });
  }

  one(actor: Actor, key: PeriodKey): Promise<PeriodRun & { history: readonly PeriodAttempt[] }> {
    return this.database.transaction(
      actor,
      async (tx) => ({ ...(await this.runs.find(tx, key)), history: await attemptsOf(tx, key) }),
      { snapshot: true },
    );
  }

  /** Firms left out of this period, the latest first. */
  excluded(actor: Actor, key: PeriodKey, page: PageAsked): Promise<Page<PeriodExclusion>> {
    return this.database.transaction(actor, async (tx) => {
      await this.runs.find(tx, key);
      const { kind, market, period } = key;
      return pageOfExclusions(await listExclusions(tx, { kind, markets: [market], period, ...more(page) }), page);
    });
  }

  /** Firms left out of any period, the latest first. */
  allExcluded(
    actor: Actor,
    asked: { kind?: string; market?: string; period?: string },
    page: PageAsked,
  ): Promise<Page<PeriodExclusion>> {
    return this.database.transaction(actor, async (tx) => {
      const markets = await this.runs.visibleMarkets(tx, await this.markets.ofQuery(tx, asked.market));
      const { kind = null, period = null } = asked;
      return pageOfExclusions(await listExclusions(tx, { kind, markets, period, ...more(page) }), page);
    });
  }
}

const more = ({ after, limit }: PageAsked): PageAsked => ({ after, limit: limit + 1 });
const pageOfExclusions = (found: PeriodExclusion[], { limit }: PageAsked) =>
  pageOf(found, limit, ({ excludedAt, id }) => [excludedAt, id]);
