import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import { Markets } from '../markets/markets.service.js';
import { assertRange } from '../messages/refusals/range.js';
import { refuse } from '../messages/refusals/refusal.js';
import type { PeriodKey } from '../periods/ledger/period-ledger.js';
import { PeriodRuns } from '../periods/ledger/period-runs.service.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { cursorOf, limitOf, type Page, pageOf, type PageQuery, readPage } from '../platform/http/page.js';
import { Clock } from '../vocabulary/clock.js';
import { isId } from '../vocabulary/id.js';
import { isOpenItemKind } from '../vocabulary/open-item-kinds.js';
import { isDay } from '../vocabulary/period.js';
import type { ClearanceRunsQuery } from './clearance.dto.js';
import {
  type ClearanceItem,
  clearanceItems,
  type ClearanceRun,
  clearanceRun,
  clearanceRuns,
  type ItemsAsked,
  ITEMS_SHOWN_MAX,
} from './clearance.query.js';
import { type DayRevision, findRevisions } from './day-revisions.query.js';
import { type Proof, proofOf } from './proof.query.js';
import { type SignOff, signOff, signOffsOf } from './sign-offs.repository.js';

/** The run, its first official items, every revision and who signed the official one. */
export interface ClearanceDay extends ClearanceRun {
  readonly itemsTotal: number;
  readonly items: readonly ClearanceItem[];
  readonly revisions: readonly DayRevision[];
  readonly signOffs: readonly SignOff[];
}

/** Reads cleared days, proves them and takes their sign-offs. */
@Injectable()
export class ClearanceService {
  constructor(
    private readonly database: Database,
    private readonly markets: Markets,
    private readonly runs: PeriodRuns,
    private readonly clock: Clock,
  ) {}

  ask(actor: Actor, key: PeriodKey): Promise<ClearanceRun> {
    return this.database.transaction(actor, async (tx) => {
      await this.runs.request(tx, key);
      return this.find(tx, key);
    });
  }

  /** Refuses (400) an unknown market and days in the wrong order. */
  list(actor: Actor, query: ClearanceRunsQuery): Promise<Page<ClearanceRun>> {
    const { from = null, to = null } = query;
    assertRange(query);
    return this.database.transaction(actor, async (tx) => {
      const markets = await this.runs.visibleMarkets(tx, await this.markets.ofQuery(tx, query.market));
      return readPage(
        query,
        [isDay, () => true],
        (after, limit) => clearanceRuns(tx, { markets, from, to, after, limit }),
        ({ date, market }) => [date, market],
      );
    });
  }

  one(actor: Actor, key: PeriodKey): Promise<ClearanceDay> {
    return this.database.transaction(
      actor,
      async (tx) => {
        const run = await this.find(tx, key);
        const revisions = await findRevisions(tx, key.market, key.period);
        const signOffs = await signOffsOf(tx, run.id);
        const items = await itemsOf(tx, run, { after: null, limit: ITEMS_SHOWN_MAX });
        return { ...run, revisions, signOffs, itemsTotal: run.carriedOver ?? 0, items };
      },
      { snapshot: true },
    );
  }

  items(actor: Actor, key: PeriodKey, query: PageQuery): Promise<Page<ClearanceItem>> {
    const limit = limitOf(query);
    const after = cursorOf(query, [isOpenItemKind, isId]);
    return this.database.transaction(actor, async (tx) => {
      const run = await this.find(tx, key);
      const found = await itemsOf(tx, run, { after, limit: limit + 1 });
      return pageOf(found, limit, ({ kind, subject }) => [kind, subject.id]);
    });
  }

  proof(actor: Actor, key: PeriodKey): Promise<Proof> {
    return this.database.transaction(
      actor,
      async (tx) => {
        await this.runs.find(tx, key);
        const proof = await tx.asService(() => proofOf(tx, key));
        if (!proof) throw new Error(`The day ${key.market} ${key.period} was found and has no proof.`);
        return proof;
      },
      { snapshot: true },
    );
  }

  /** Refuses (409) a day that is not finished. */
  signOff(actor: Actor, key: PeriodKey, remarks: string | null): Promise<SignOff> {
    const { market, period: day } = key;
    return this.database.transaction(actor, async (tx) => {
      const run = await this.runs.find(tx, key);
      const [official] = run.state === 'finished' ? await findRevisions(tx, market, day) : [];
      if (!official) throw refuse('conflict', 'period-not-finished', { period: day, status: run.state });
      const { signed, isNew } = await signOff(tx, official.id, { remarks, at: this.clock.now().toISOString() });
      const detail = { market, day, digest: official.digest, excluded: official.excluded.length };
      const entry = { action: 'clearance.signed-off', subjectType: 'clearance-run', subjectId: official.id, detail };
      if (isNew) await recordAudit(tx, this.clock, entry);
      return signed;
    });
  }

  private async find(tx: Tx, key: PeriodKey): Promise<ClearanceRun> {
    await this.runs.find(tx, key);
    const run = await clearanceRun(tx, key.market, key.period);
    if (!run) throw refuse('not-found', 'not-found', { what: key.kind, value: `${key.market} ${key.period}` });
    return run;
  }
}

/** Of a day that has not run yet there are none. */
const itemsOf = async (tx: Tx, { id }: ClearanceRun, asked: ItemsAsked): Promise<ClearanceItem[]> =>
  id === null ? [] : clearanceItems(tx, id, asked);
