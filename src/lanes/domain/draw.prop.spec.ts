import fc from 'fast-check';
import { chanceOf, secretOf } from '../chance.js';
import type { LaneConditions, LaneInputs } from './conditions.js';
import { counterfactuals, supposing } from './counterfactuals.js';
import { draw, isPicked, type LaneRule, rulesOn } from './draw.js';
import { COLOURS, lowers } from './lane.js';

const flag = fc.boolean();
const codes = fc.uniqueArray(fc.constantFrom('5407520090', '8507600000', '8806100000'), { maxLength: 3 });
const countries = fc.uniqueArray(fc.constantFrom('NGA', 'USA', 'KEN'), { maxLength: 2 });
const usd = fc.integer({ min: 0, max: 150_000 }).map(String);
const inputsOf: fc.Arbitrary<LaneInputs> = fc.record({
  market: fc.constant('KQ-CTC'),
  hsCodes: codes,
  destinations: countries,
  buyerCountry: fc.constantFrom('NGA', 'USA', null),
  totalUsd: usd,
  firstOfConsignor: flag,
  newGoodsAtStall: flag,
  containerShared: flag,
  inspectionGoods: flag,
});
const conditionsOf = fc.record(
  {
    hsPrefixes: fc.constantFrom(['8507'], ['54', '8806']),
    destinations: countries,
    valueUsdFrom: usd,
    firstOfConsignor: flag,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<LaneConditions>;
const rulesOf = fc.array(
  fc.record({
    rule: fc.constantFrom('a', 'b', 'c', 'd'),
    version: fc.constant(1),
    validFrom: fc.constant('2020-01-01'),
    validTo: fc.constant(null),
    colour: fc.constantFrom(...COLOURS),
    priority: fc.integer({ min: 1, max: 3 }),
    conditions: conditionsOf,
  }),
  { maxLength: 5 },
);
const chanceFrom = fc
  .constantFrom('0.01', '0.5')
  .map((value) => ({ value, rate: '0.03', colour: 'red' as const, version: 1 }));

describe('a draw', () => {
  it('really flips under each counterfactual, to the colour it names', () => {
    fc.assert(
      fc.property(inputsOf, rulesOf, chanceFrom, (inputs, rules, chance) => {
        const { colour } = draw(inputs, rules, chance);
        for (const change of counterfactuals(inputs, rules, chance)) {
          const [otherInputs, otherChance] = supposing(inputs, chance, change);
          expect(draw(otherInputs, rules, otherChance).colour).toBe(change.colour);
          expect(change.colour).not.toBe(colour);
        }
      }),
    );
  });

  it('never loses control by the random check', () => {
    fc.assert(
      fc.property(inputsOf, rulesOf, chanceFrom, (inputs, rules, chance) => {
        const spared = draw(inputs, rules, { ...chance, value: '1' }).colour;
        expect(lowers(spared, draw(inputs, rules, chance).colour)).toBe(false);
      }),
    );
  });
});

describe('the random check', () => {
  it('picks at its rate: within four standard deviations of 3 % of 20,000', () => {
    const secret = secretOf('a seed that is fixed', '2026-11-24');
    const picked = Array.from({ length: 20_000 }, (_, n) => chanceOf(secret, `declaration-${n}`, 1)).filter((value) =>
      isPicked({ value, rate: '0.03' }),
    );
    expect(Math.abs(picked.length - 600)).toBeLessThan(97);
  });
});

describe('versions of a rule', () => {
  const version = (number: number, validFrom: string, validTo: string | null = null): LaneRule => ({
    ...{ rule: 'r', version: number, validFrom, validTo, colour: 'red', priority: 1, conditions: {} },
  });
  const versions = [version(1, '2020-01-01'), version(2, '2021-01-01', '2021-06-30')];

  it.each([
    ['2019-12-31', []],
    ['2020-12-31', [1]],
    ['2021-01-01', [2]],
    ['2021-07-01', []],
  ])('on %s are %j', (day, expected) => {
    expect(rulesOn(versions, day).map((rule) => rule.version)).toEqual(expected);
  });
});
