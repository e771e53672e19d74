import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Clock } from '../vocabulary/clock.js';
import { type Day, monthOf } from '../vocabulary/period.js';
import { assertRange } from '../messages/refusals/range.js';
import { refuse } from '../messages/refusals/refusal.js';
import { actualRates } from './actual-rates.query.js';
import { commitmentOf, secretOf } from './chance.js';
import { policyOn } from './draw-inputs.query.js';
import { laneRulesOn } from './lane-rules.query.js';
import { type LaneAnswer, laneOf } from './lane.query.js';
import type { LanePoliciesQuery } from './lanes.dto.js';

/** Reads lanes, their rules and the published rates. */
@Injectable()
export class LaneReaderService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async lane(actor: Actor, id: string): Promise<LaneAnswer> {
    const lane = await this.database.transaction(actor, (tx) => laneOf(tx, id), { snapshot: true });
    if (!lane) throw refuse('not-found', 'not-found');
    return lane;
  }

  async rules(actor: Actor, on: Day = this.clock.today()) {
    return { items: await this.database.transaction(actor, (tx) => laneRulesOn(tx, on)), nextCursor: null };
  }

  /** The rates published for these months, with the shares that were picked; this year's so far unless the query says otherwise. */
  async policies(actor: Actor, { to = monthOf(this.clock.today()), from = `${to.slice(0, 4)}-01` }: LanePoliciesQuery) {
    assertRange({ from, to });
    const items = await this.database.transaction(actor, (tx) => tx.asService(() => actualRates(tx, from, to)));
    return { items, nextCursor: null };
  }

  /** The secret of a day is in the answer when the day is over. */
  async policy(actor: Actor, on: Day = this.clock.today()) {
    const found = await this.database.transaction(actor, (tx) => tx.asService(() => policyOn(tx, on)));
    if (!found) throw refuse('not-found', 'not-found');
    const { seed, ...published } = found;
    const secret = secretOf(seed, on);
    return { on, ...published, commitment: commitmentOf(secret), secret: on < this.clock.today() ? secret : null };
  }
}
