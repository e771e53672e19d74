import type { Day, Instant } from '../../vocabulary/period.js';
import type { LaneInputs } from './conditions.js';
import { type Chance, draw, type LaneReason, type LaneRule, rulesOn } from './draw.js';
import type { Colour } from './lane.js';

/** A version of a rule with the instant from which draws knew it. */
export interface KnownRule extends LaneRule {
  readonly createdAt: Instant;
}

/** A rule as it is tried; it holds on every day of the replay. */
export type DraftRule = Pick<LaneRule, 'rule' | 'colour' | 'priority' | 'conditions'>;

/** What is tried: rules that are new or replace those of their names, and rules that are left out. */
export interface TriedRules {
  readonly drafts: readonly DraftRule[];
  readonly without: readonly string[];
}

/** A lane that was drawn, with all that it was drawn from. */
export interface PastDraw {
  readonly colour: Colour;
  readonly inputs: LaneInputs;
  readonly chance: Chance;
  readonly drawnOn: Day;
  readonly drawnAt: Instant;
}

/** The rules a draw would have had: those of its instant, with what is tried in the place of those of the same names. */
function rulesTried(rules: readonly KnownRule[], { drafts, without }: TriedRules, { drawnOn, drawnAt }: PastDraw) {
  const replaced = new Set([...without, ...drafts.map(({ rule }) => rule)]);
  const known = rules.filter(({ rule, createdAt }) => createdAt <= drawnAt && !replaced.has(rule));
  return [
    ...rulesOn(known, drawnOn),
    ...drafts.map((draft): LaneRule => ({ ...draft, version: 0, validFrom: drawnOn, validTo: null })),
  ];
}

/** Draws lanes again as they were drawn, by the rules that are tried. Those of one instant are put together once: most of a day have the same. */
export function replaying(rules: readonly KnownRule[], tried: TriedRules) {
  const changes = rules.map(({ createdAt }) => createdAt).sort();
  const ofInstant = new Map<string, LaneRule[]>();
  return (past: PastDraw): { colour: Colour; reasons: LaneReason[] } => {
    const key = `${past.drawnOn} ${changes.filter((at) => at <= past.drawnAt).length}`;
    const present = ofInstant.get(key) ?? rulesTried(rules, tried, past);
    ofInstant.set(key, present);
    return draw(past.inputs, present, past.chance);
  };
}
