import { dec, plain } from '../../vocabulary/decimal.js';
import { LANE_FLAGS, type LaneConditions, type LaneInputs } from './conditions.js';
import { type Chance, colourOf, isPicked, type LaneRule } from './draw.js';
import type { Colour } from './lane.js';

/** One input that, had it been `value` and all else the same, would have given another lane. */
export interface Counterfactual {
  readonly input: keyof LaneInputs | 'random';
  readonly value: unknown;
  readonly colour: Colour;
}

/** A country no rule names: how it would be for any other one. */
const ELSEWHERE = 'ZZZ';
const NEVER = '1';
const HS_DIGITS = 10;
const CENT = '0.01';

/** Inputs, or the chance, with this one thing different. */
export function supposing(
  inputs: LaneInputs,
  chance: Chance,
  { input, value }: Pick<Counterfactual, 'input' | 'value'>,
): [LaneInputs, Chance] {
  if (input === 'random') return [inputs, { ...chance, value: NEVER }];
  return [{ ...inputs, [input]: value }, chance];
}

/**
 * Which single input would have changed the lane, and to what: tried are the places where some rule begins or ends to hold.
 * One a pair of input and colour. Being picked at random is listed only where it decided: it could have met anybody.
 */
export function counterfactuals(inputs: LaneInputs, rules: readonly LaneRule[], chance: Chance): Counterfactual[] {
  const colour = colourOf(inputs, rules, chance);
  const found = new Map<string, Counterfactual>();
  for (const change of alternatives(inputs, rules, chance)) {
    const [otherInputs, otherChance] = supposing(inputs, chance, change);
    const other = colourOf(otherInputs, rules, otherChance);
    const key = `${change.input} ${other}`;
    if (other !== colour && !found.has(key)) found.set(key, { ...change, colour: other });
  }
  return [...found.values()];
}

type Change = Pick<Counterfactual, 'input' | 'value'>;

function alternatives(inputs: LaneInputs, rules: readonly LaneRule[], chance: Chance): Change[] {
  const all = <T>(of: (conditions: LaneConditions) => readonly T[] | undefined): T[] => [
    ...new Set(rules.flatMap(({ conditions }) => of(conditions) ?? [])),
  ];
  const changes: Change[] = LANE_FLAGS.map((input) => ({ input, value: !inputs[input] }));
  for (const prefix of all((c) => c.hsPrefixes)) {
    const otherValues = inputs.hsCodes.filter((code) => !code.startsWith(prefix));
    const value =
      otherValues.length < inputs.hsCodes.length ? otherValues : [...otherValues, prefix.padEnd(HS_DIGITS, '0')].sort();
    changes.push({ input: 'hsCodes', value });
  }
  for (const country of all((c) => c.destinations)) {
    const otherValues = inputs.destinations.filter((one) => one !== country);
    changes.push({
      input: 'destinations',
      value: otherValues.length < inputs.destinations.length ? otherValues : [...otherValues, country].sort(),
    });
  }
  for (const value of [...all((c) => c.buyerCountries), ELSEWHERE]) changes.push({ input: 'buyerCountry', value });
  for (const value of [...all((c) => c.markets), ELSEWHERE]) changes.push({ input: 'market', value });
  changes.push(
    ...valuesAround(
      inputs.totalUsd,
      all((c) => (c.valueUsdFrom === undefined ? [] : [c.valueUsdFrom])),
    ),
  );
  if (isPicked(chance)) changes.push({ input: 'random', value: 'not picked' });
  return changes;
}

/** Just at the thresholds above, just below those underneath, the nearest first. */
function valuesAround(totalUsd: string, thresholds: readonly string[]): Change[] {
  const present = dec(totalUsd);
  return thresholds
    .map((threshold) => dec(threshold))
    .sort((a, b) => a.minus(present).abs().comparedTo(b.minus(present).abs()))
    .map((threshold) => (present.lessThan(threshold) ? threshold : threshold.minus(CENT)))
    .filter((value) => !value.isNegative())
    .map((value) => ({ input: 'totalUsd', value: plain(value) }));
}
