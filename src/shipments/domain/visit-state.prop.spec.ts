import fc from 'fast-check';
import { CLASSIFIERS, EVENT_CODES, isEventCode } from './event-codes.js';
import { VISIT_STATUSES, projectVisitState } from './visit-state.js';
import { allSeals, type SealEvent } from './seals.js';

/** Few hours and few seals on purpose: collisions are where an order could show. */
const event: fc.Arbitrary<SealEvent> = fc.record({
  code: fc.constantFrom(...EVENT_CODES),
  classifier: fc.constantFrom('ACT' as const, 'ACT' as const, ...CLASSIFIERS),
  eventTime: fc.integer({ min: 10, max: 17 }).map((hour) => `2026-11-18T${hour}:00:00.000Z`),
  seal: fc.constantFrom(null, 'S1', 'S2', 'S3'),
});
const story = fc.array(event, { maxLength: 12 });
/** The same facts as they may arrive: in any order, some of them again. */
const arrivals = story.chain((facts) =>
  fc
    .subarray(facts, { minLength: 0 })
    .chain((again) => fc.shuffledSubarray([...facts, ...again], { minLength: facts.length + again.length }))
    .map((arrived) => ({ facts, arrived })),
);
const permutations = <T>(list: readonly T[]): T[][] =>
  list.length < 2
    ? [[...list]]
    : list.flatMap((head, at) => permutations(list.toSpliced(at, 1)).map((tail) => [head, ...tail]));

describe('the state of a container visit, whatever its events', () => {
  it('is the same for every order of arrival and every repetition', () => {
    fc.assert(
      fc.property(arrivals, ({ facts, arrived }) => {
        expect(projectVisitState(arrived)).toEqual(projectVisitState(facts));
        expect(allSeals([], arrived)).toEqual(allSeals([], facts));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the same for all permutations of a small set', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 5 }), (facts) => {
        const results = permutations(facts).map((order) => JSON.stringify(projectVisitState(order)));
        expect(new Set(results).size).toBe(1);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps the seals the same when the events come one by one', () => {
    fc.assert(
      fc.property(arrivals, fc.subarray(['H1', 'S1', 'S2']), ({ facts, arrived }, given) => {
        let seals = [...given];
        for (const count of arrived.keys()) seals = allSeals(seals, arrived.slice(0, count + 1));
        expect(seals).toEqual(allSeals(given, facts));
      }),
    );
  });

  it('does not look at estimates and plans', () => {
    fc.assert(
      fc.property(story, (facts) => {
        expect(projectVisitState(facts)).toEqual(
          projectVisitState(facts.filter(({ classifier }) => classifier === 'ACT')),
        );
      }),
    );
  });

  it('ends with departure, for good', () => {
    fc.assert(
      fc.property(story, event, (facts, next) => {
        const departed = projectVisitState(facts).status === 'departed';
        expect(departed).toBe(facts.some(({ code, classifier }) => code === 'DEPA' && classifier === 'ACT'));
        if (departed) expect(projectVisitState([...facts, next]).status).toBe('departed');
      }),
    );
  });

  it('takes every time from an actual event and every status from the list', () => {
    fc.assert(
      fc.property(story, (facts) => {
        const { status, ...times } = projectVisitState(facts);
        expect(VISIT_STATUSES).toContain(status);
        const actual = new Set(
          facts.filter(({ classifier }) => classifier === 'ACT').map(({ eventTime }) => eventTime),
        );
        for (const time of Object.values(times)) if (time !== null) expect(actual).toContain(time);
      }),
    );
  });

  it('never mistakes another text for a code', () => {
    fc.assert(
      fc.property(fc.string(), (text) => expect(isEventCode(text)).toBe(EVENT_CODES.some((code) => code === text))),
    );
  });
});
