import { dec } from '../../vocabulary/decimal.js';

/** What a lane is drawn from: a small closed set, so that any draw can be repeated from what is kept of it. */
export interface LaneInputs {
  readonly market: string;
  /** Commodity codes of the items, ascending. */
  readonly hsCodes: readonly string[];
  /** Final destinations of the items, ascending. */
  readonly destinations: readonly string[];
  readonly buyerCountry: string | null;
  readonly totalUsd: string;
  /** No declaration of this consignor was submitted before, by any broker. */
  readonly firstOfConsignor: boolean;
  /** A stall of the market sells under a commodity code for the first time. */
  readonly newGoodsAtStall: boolean;
  /** A container is named by another declaration that is not over yet. */
  readonly containerShared: boolean;
  /** An item stands under a code that is flagged for inspection. */
  readonly inspectionGoods: boolean;
}

export type LaneFlag = 'firstOfConsignor' | 'newGoodsAtStall' | 'containerShared' | 'inspectionGoods';
export const LANE_FLAGS: readonly LaneFlag[] = [
  'firstOfConsignor',
  'newGoodsAtStall',
  'containerShared',
  'inspectionGoods',
];

/** When a rule holds: everything named here must be so; a list holds when one of it is met. */
export interface LaneConditions {
  readonly markets?: readonly string[];
  readonly hsPrefixes?: readonly string[];
  readonly destinations?: readonly string[];
  readonly buyerCountries?: readonly string[];
  /** USD, at or above. */
  readonly valueUsdFrom?: string;
  readonly firstOfConsignor?: boolean;
  readonly newGoodsAtStall?: boolean;
  readonly containerShared?: boolean;
  readonly inspectionGoods?: boolean;
}

/** The inputs that made a rule hold, by name. */
export type Met = Readonly<Record<string, unknown>>;

const meet = (
  values: readonly string[],
  wanted: readonly string[] | undefined,
  by: (v: string, w: string) => boolean,
) => (wanted === undefined ? undefined : values.filter((value) => wanted.some((one) => by(value, one))));

const same = (value: string, wanted: string): boolean => value === wanted;

/** The inputs by which the conditions hold, or null when one of them does not. */
export function met(conditions: LaneConditions, inputs: LaneInputs): Met | null {
  // The cheap ones first: every rule is asked dozens of times a declaration, once for each thing that might differ.
  const flags = LANE_FLAGS.filter((flag) => conditions[flag] !== undefined);
  if (flags.some((flag) => conditions[flag] !== inputs[flag])) return null;
  const found: Record<string, unknown> = {};
  const lists = {
    market: meet([inputs.market], conditions.markets, same),
    hsCodes: meet(inputs.hsCodes, conditions.hsPrefixes, (code, prefix) => code.startsWith(prefix)),
    destinations: meet(inputs.destinations, conditions.destinations, same),
    buyerCountry: meet(inputs.buyerCountry === null ? [] : [inputs.buyerCountry], conditions.buyerCountries, same),
  };
  for (const [name, values] of Object.entries(lists)) {
    if (values === undefined) continue;
    if (values.length === 0) return null;
    found[name] = name === 'market' || name === 'buyerCountry' ? values[0] : values;
  }
  if (conditions.valueUsdFrom !== undefined) {
    if (dec(inputs.totalUsd).lessThan(dec(conditions.valueUsdFrom))) return null;
    found['totalUsd'] = inputs.totalUsd;
  }
  for (const flag of flags) found[flag] = inputs[flag];
  return found;
}
