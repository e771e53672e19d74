import fc from 'fast-check';
import { dec } from '../../vocabulary/decimal.js';
import type { DesiredPosting, DesiredItem } from './desired-posting.js';
import { postingDifference } from './difference.js';
import { desiredFacts, type FactContent, reversed } from './facts.js';

const cents = fc.integer({ min: 0, max: 99_999_999 }).map((n) => dec(String(n)).div(100).toFixed(2));
const item = fc.record({
  hsCode: fc.constantFrom('5407520090', '5407690099', '6109100010', '6204430010'),
  name: fc.constantFrom('涤纶染色布', '棉制T恤', '梭织连衣裙'),
  finalDestination: fc.constantFrom('NGA', 'PAK', 'BRA'),
  fobCny: cents,
  fobUsd: cents,
  netWeightKg: cents,
});
const desiredPosting: fc.Arbitrary<DesiredPosting> = fc
  .record({
    statDay: fc.option(fc.constantFrom('2021-12-31', '2022-01-01'), { nil: null }),
    currency: fc.constantFrom('USD', 'EUR'),
    items: fc.array(item, { minLength: 1, maxLength: 8 }),
  })
  .map(({ statDay, currency, items }) => ({
    declarationId: 'd',
    version: 1,
    cause: 'amendment' as const,
    market: 'KQ-CTC',
    brokerId: 'b',
    currency,
    transportMode: '2',
    statDay,
    items: items.map((one, index): DesiredItem => ({ ...one, itemNumber: index + 1 })),
  }));

/** The ledger in memory: appends the difference and lists every posting. */
function replay(all: readonly DesiredPosting[]): { current: FactContent[]; postings: FactContent[] } {
  let current: FactContent[] = [];
  const postings: FactContent[] = [];
  for (const desired of all) {
    const { reverse, post } = postingDifference(current, desiredFacts(desired));
    postings.push(...reverse.map(reversed), ...post);
    current = [...current.filter((fact) => !reverse.includes(fact)), ...post];
  }
  return { current, postings };
}

const sum = (facts: readonly FactContent[], of: (fact: FactContent) => string | number): string =>
  facts.reduce((total, fact) => total.plus(of(fact)), dec('0')).toString();
const byKey = (facts: readonly FactContent[]): string[] => facts.map((fact) => JSON.stringify(fact)).sort();

describe('the export ledger', () => {
  it('nets to the last desired posting, whatever was posted before', () => {
    fc.assert(
      fc.property(fc.array(desiredPosting, { minLength: 1, maxLength: 6 }), (all) => {
        const { current, postings } = replay(all);
        const expected = desiredFacts(all.at(-1) as DesiredPosting);
        expect(byKey(current)).toEqual(byKey(expected));
        for (const country of ['NGA', 'PAK', 'BRA']) {
          const of = (facts: readonly FactContent[]) => facts.filter((fact) => fact.country === country);
          expect(sum(of(postings), (fact) => fact.valueCny)).toBe(sum(of(expected), (fact) => fact.valueCny));
          expect(sum(of(postings), (fact) => fact.netWeightKg)).toBe(sum(of(expected), (fact) => fact.netWeightKg));
          expect(sum(of(postings), (fact) => fact.declarationsByCountry)).toBe(
            sum(of(expected), (fact) => fact.declarationsByCountry),
          );
        }
      }),
    );
  });

  it('appends nothing when the same is desired again, however the amounts are written', () => {
    fc.assert(
      fc.property(desiredPosting, (desired) => {
        const asStored = desiredFacts(desired).map((fact) => ({
          ...fact,
          netWeightKg: dec(fact.netWeightKg).toFixed(5),
          valueCny: dec(fact.valueCny).toFixed(2),
        }));
        expect(postingDifference(asStored, desiredFacts(desired))).toEqual({ reverse: [], post: [] });
      }),
    );
  });

  it('moves only the item that changed, unless the change moves a count', () => {
    fc.assert(
      fc.property(desiredPosting, cents, (desired, fobCny) => {
        const before = desiredFacts({ ...desired, statDay: '2021-12-31' });
        const last = desired.items.length;
        const items = desired.items.map((one) => (one.itemNumber === last ? { ...one, fobCny } : one));
        const { reverse, post } = postingDifference(before, desiredFacts({ ...desired, statDay: '2021-12-31', items }));
        const same = dec(fobCny).equals(desired.items[last - 1]?.fobCny ?? '');
        expect([reverse.length, post.length]).toEqual(same ? [0, 0] : [1, 1]);
      }),
    );
  });

  it('counts a declaration once in all, once a country, once a chapter and once a pair of them', () => {
    fc.assert(
      fc.property(desiredPosting, (desired) => {
        const facts = desiredFacts({ ...desired, statDay: '2021-12-31' });
        const groups = (key: (fact: FactContent) => string) => String(new Set(facts.map(key)).size);
        expect(sum(facts, (fact) => fact.declarations)).toBe('1');
        expect(sum(facts, (fact) => fact.declarationsByCountry)).toBe(groups((fact) => fact.country));
        expect(sum(facts, (fact) => fact.declarationsByChapter)).toBe(groups((fact) => fact.chapter));
        expect(sum(facts, (fact) => fact.declarationsByCountryChapter)).toBe(
          groups((fact) => `${fact.country} ${fact.chapter}`),
        );
      }),
    );
  });

  it('reverses every measure, counts included', () => {
    fc.assert(
      fc.property(desiredPosting, (desired) => {
        for (const fact of desiredFacts({ ...desired, statDay: '2021-12-31' })) {
          const both = [fact, reversed(fact)];
          for (const of of [
            (one: FactContent) => one.valueCny,
            (one: FactContent) => one.valueUsd,
            (one: FactContent) => one.netWeightKg,
            (one: FactContent) => one.declarations,
            (one: FactContent) => one.declarationsByCountryChapter,
          ])
            expect(sum(both, of)).toBe('0');
        }
      }),
    );
  });
});
