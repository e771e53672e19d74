import { dec } from '../../vocabulary/decimal.js';
import type { Day } from '../../vocabulary/period.js';
import { type LaneConditions, type LaneInputs, type Met, met } from './conditions.js';
import { type Colour, control, lowers } from './lane.js';

/** A version of a rule. Versions never change; a later one takes over from its first day. */
export interface LaneRule {
  readonly rule: string;
  readonly version: number;
  readonly validFrom: Day;
  /** Inclusive. */
  readonly validTo: Day | null;
  readonly colour: Colour;
  /** Rules of the lowest number that hold decide; among them the strictest colour. */
  readonly priority: number;
  readonly conditions: LaneConditions;
}

/** The random check: `value` is in [0, 1) and cannot be chosen, `rate` is published. */
export interface Chance {
  readonly value: string;
  readonly rate: string;
  readonly colour: Colour;
  /** Version of the published rate. */
  readonly version: number;
}

export interface LaneReason {
  readonly rule: string;
  readonly version: number;
  readonly colour: Colour;
  /** Whether this rule set the colour; another one held as well, but came later or asked for less. */
  readonly decides: boolean;
  readonly inputs: Met;
}

export interface Drawn {
  readonly colour: Colour;
  readonly reasons: LaneReason[];
}

/** The name under which the random check stands among the reasons. */
export const RANDOM = 'random-check';

/** The versions that govern on a day: of each rule the last one that has begun, unless it is over. */
export function rulesOn<R extends LaneRule>(rules: readonly R[], day: Day): R[] {
  const last = new Map<string, R>();
  for (const rule of rules) {
    const before = last.get(rule.rule);
    if (rule.validFrom <= day && (!before || before.version < rule.version)) last.set(rule.rule, rule);
  }
  return [...last.values()].filter(({ validTo }) => validTo === null || day <= validTo);
}

/** Whether the random check picks this one. */
export const isPicked = ({ value, rate }: Pick<Chance, 'value' | 'rate'>): boolean => dec(value).lessThan(dec(rate));

const decidingFirst = (a: LaneRule, b: LaneRule): number =>
  a.priority - b.priority || control(b.colour) - control(a.colour) || (a.rule < b.rule ? -1 : 1);

const withChance = (byRules: Colour, chance: Chance): Colour =>
  lowers(chance.colour, byRules) && isPicked(chance) ? chance.colour : byRules;

/** The lane alone, without its reasons. */
export function colourOf(inputs: LaneInputs, rules: readonly LaneRule[], chance: Chance): Colour {
  const [first] = rules.filter(({ conditions }) => met(conditions, inputs)).sort(decidingFirst);
  return withChance(first?.colour ?? 'green', chance);
}

/**
 * Draws the lane: the rules of the lowest priority number that hold, the strictest of them; green where none holds. The random
 * check may only add control. Reasons: all rules that hold, the deciding ones first.
 */
export function draw(inputs: LaneInputs, rules: readonly LaneRule[], chance: Chance): Drawn {
  const holding = rules
    .flatMap((rule) => {
      const inputsMet = met(rule.conditions, inputs);
      return inputsMet ? [{ ...rule, inputs: inputsMet }] : [];
    })
    .sort(decidingFirst);
  const byRules = holding[0]?.colour ?? 'green';
  const picked = isPicked(chance);
  const colour = withChance(byRules, chance);
  const random: LaneReason[] = picked
    ? [
        {
          rule: RANDOM,
          version: chance.version,
          colour: chance.colour,
          decides: colour === chance.colour && colour !== byRules,
          inputs: { value: chance.value, rate: chance.rate },
        },
      ]
    : [];
  const first = holding[0];
  const reasons = holding.map(({ rule, version, colour: asked, priority, inputs: found }) => ({
    rule,
    version,
    colour: asked,
    decides: colour === byRules && priority === first?.priority && asked === byRules,
    inputs: found,
  }));
  return { colour, reasons: random[0]?.decides ? [...random, ...reasons] : [...reasons, ...random] };
}
