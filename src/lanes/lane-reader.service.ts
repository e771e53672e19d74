import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/database/actor.js';
import type { Page } from '../platform/http/page.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import type { Language } from '../vocabulary/language.js';
import { addDays, type Day, monthOf } from '../vocabulary/period.js';
import { assertRange } from '../messages/refusals/range.js';
import { refuse, refuseAt } from '../messages/refusals/refusal.js';
import { actualRates } from './actual-rates.query.js';
import { commitmentOf, secretOf } from './chance.js';
import { policyOn } from './draw-inputs.query.js';
import { type DaysCounted, hitsOf, versionName } from './replays/lane-hits.query.js';
import { laneRulesOn, type ListedLaneRule } from './lane-rules.query.js';
import { type LaneAnswer, laneOf } from './lane.query.js';
import { withSource } from './sourced.js';
import type { LanePoliciesQuery, LaneRulesQuery } from './lanes.dto.js';

/** Days whose hits are counted where nobody says which. */
const HITS_DAYS = 30;
const HITS_DAYS_MAX = 366;

const lastDays = (to: Day): DaysCounted => ({ from: addDays(to, 1 - HITS_DAYS), to });

/** Reads lanes, their rules and the published rates. */
@Injectable()
export class LaneReaderService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The lane, with what came of each of its reasons in the last days. */
  async lane(actor: Actor, id: string): Promise<LaneAnswer> {
    const read = async (tx: Tx): Promise<LaneAnswer | null> => {
      const lane = await laneOf(tx, id);
      if (!lane) return null;
      const hits = await hitsOf(tx, lane.reasons, lastDays(this.clock.today()));
      return {
        ...lane,
        reasons: lane.reasons.map((reason) => ({ ...reason, hits: hits.get(versionName(reason)) ?? null })),
      };
    };
    const lane = await this.database.transaction(actor, read, { snapshot: true });
    if (!lane) throw refuse('not-found', 'not-found');
    return lane;
  }

  /** The rules of a day, with what came of them on the days that are asked for. */
  async rules(
    actor: Actor,
    { on = this.clock.today(), to = on, from = lastDays(to).from }: LaneRulesQuery,
    language: Language,
  ): Promise<Page<ListedLaneRule>> {
    assertRange({ from, to });
    if (addDays(from, HITS_DAYS_MAX) <= to) {
      throw refuseAt('/query/to', 'malformed', 'range-too-long', { max: String(HITS_DAYS_MAX) });
    }
    return this.database.transaction(
      actor,
      async (tx) => {
        const rules = await laneRulesOn(tx, on);
        const hits = await hitsOf(tx, rules, { from, to });
        const items = rules.flatMap((rule) => {
          const own = hits.get(versionName(rule));
          return own ? [{ ...withSource(rule, actor, language), hits: own }] : [];
        });
        return { items, nextCursor: null };
      },
      { snapshot: true },
    );
  }

  /** The rates published for these months, with the shares that were picked; this year's so far unless the query says otherwise. */
  async policies(
    actor: Actor,
    { to = monthOf(this.clock.today()), from = `${to.slice(0, 4)}-01` }: LanePoliciesQuery,
    language: Language,
  ) {
    assertRange({ from, to });
    const rates = await this.database.transaction(actor, (tx) => tx.asService(() => actualRates(tx, from, to)));
    return { items: rates.map((rate) => withSource(rate, actor, language)), nextCursor: null };
  }

  /** The secret of a day is in the answer when the day is over. */
  async policy(actor: Actor, on: Day = this.clock.today(), language: Language) {
    const found = await this.database.transaction(actor, (tx) => tx.asService(() => policyOn(tx, on)));
    if (!found) throw refuse('not-found', 'not-found');
    const { seed, ...published } = withSource(found, actor, language);
    const secret = secretOf(seed, on);
    return { on, ...published, commitment: commitmentOf(secret), secret: on < this.clock.today() ? secret : null };
  }
}
