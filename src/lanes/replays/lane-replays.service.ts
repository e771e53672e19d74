import { Injectable } from '@nestjs/common';
import { Markets } from '../../markets/markets.service.js';
import { assertRange } from '../../messages/refusals/range.js';
import { assertNoErrors, refuseAt } from '../../messages/refusals/refusal.js';
import { pointer } from '../../messages/refusals/violation.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { inSlices } from '../../platform/in-slices.js';
import { addDays, type Day } from '../../vocabulary/period.js';
import type { LaneReason } from '../domain/draw.js';
import { type Colour, COLOURS } from '../domain/lane.js';
import { replaying } from '../domain/replay.js';
import { conditionFaults } from '../domain/rule-shape.js';
import { drawsOf, type ReplayedDraw, rulesMade } from './lane-replay.query.js';
import type { ReplayBody } from '../lanes.dto.js';

/** A declaration that would have been in another lane. */
export interface ReplayedDeclaration {
  readonly declarationId: string;
  readonly reference: string;
  readonly submission: number;
  readonly drawnOn: Day;
  readonly then: Colour;
  readonly now: Colour;
  readonly reasons: LaneReason[];
}

export interface LaneReplay {
  readonly from: Day;
  readonly to: Day;
  /** Submissions drawn again. */
  readonly judged: number;
  /** Those that would have been in another lane. */
  readonly changed: number;
  readonly colours: { readonly colour: Colour; readonly then: number; readonly now: number }[];
  /** The first of those that would have been in another lane, in the order of days. */
  readonly declarations: ReplayedDeclaration[];
}

const DAYS_MAX = 92;
const BATCH = 2_000;
const SHOWN_MAX = 500;

/** Draws past submissions again by other rules: what would have been drawn. Nothing of it is kept. */
@Injectable()
export class LaneReplays {
  constructor(
    private readonly database: Database,
    private readonly markets: Markets,
  ) {}

  replay(actor: Actor, { from, to, rules: drafts = [], without = [] }: ReplayBody): Promise<LaneReplay> {
    assertRange({ from, to });
    if (addDays(from, DAYS_MAX) <= to) throw refuseAt('/to', 'malformed', 'range-too-long', { max: String(DAYS_MAX) });
    // Draws are appended and never changed: the pages agree without a snapshot, in which no Idempotency-Key could be kept.
    return this.database.transaction(actor, async (tx) => {
      const markets = new Set((await this.markets.all(tx)).map(({ code }) => code));
      assertNoErrors(
        drafts.flatMap(({ conditions }, index) =>
          conditionFaults(conditions, (code) => markets.has(code), pointer('rules', index, 'conditions')),
        ),
      );
      const drawAgain = replaying(await rulesMade(tx, to), { drafts, without });
      const counts = new Map(COLOURS.map((colour) => [colour, { colour, then: 0, now: 0 }]));
      const changed: ReplayedDeclaration[] = [];
      let judged = 0;
      let differing = 0;
      for (let after: ReplayedDraw | null = null, more = true; more;) {
        const page: ReplayedDraw[] = await drawsOf(tx, { from, to }, { after, limit: BATCH });
        await inSlices(page, (past) => {
          const { colour, reasons } = drawAgain({ ...past, chance: chanceOf(past) });
          (counts.get(past.colour) as { then: number }).then++;
          (counts.get(colour) as { now: number }).now++;
          if (colour === past.colour) return;
          differing++;
          if (changed.length < SHOWN_MAX) changed.push(changeOf(past, colour, reasons));
        });
        judged += page.length;
        after = page.at(-1) ?? null;
        more = page.length === BATCH;
      }
      return { from, to, judged, changed: differing, colours: [...counts.values()], declarations: changed };
    });
  }
}

const chanceOf = ({ value, rate, policyColour: colour, policyVersion: version }: ReplayedDraw) => {
  return { value, rate, colour, version };
};

const changeOf = (
  { declarationId, reference, submission, drawnOn, colour: then }: ReplayedDraw,
  now: Colour,
  reasons: LaneReason[],
): ReplayedDeclaration => ({ declarationId, reference, submission, drawnOn, then, now, reasons });
