import fc from 'fast-check';
import { EXPLAINED_KINDS, type Explanation, SPAN_KINDS, type VisitControls, type VisitSpan } from './course.js';
import type { InspectionSpan } from './course-effects.js';
import { EVENT_CODES, type VisitEvent } from './event-codes.js';
import type { HoldSpan } from './holds.js';
import { projectVisit } from './visit-state.js';

const FIRST = 10;
const LAST = 19;
const at = (hour: number): string => `2026-12-18T${hour}:00:00.000Z`;
const hours = fc.integer({ min: FIRST, max: LAST });
const hour = hours.map(at);
const event: fc.Arbitrary<VisitEvent> = fc.record<VisitEvent>({
  code: fc.constantFrom(...EVENT_CODES, 'GTIN' as const, 'GTOT' as const, 'CUSR' as const),
  classifier: fc.constantFrom('ACT' as const, 'ACT' as const, 'ACT' as const, 'EST' as const),
  eventTime: hour,
  reportedAt: fc.option(hour, { nil: null }),
});
const fromTo = fc.tuple(hours, fc.option(hours)).map(([from, to]) => ({
  from: at(from),
  to: to === null ? null : at(Math.max(from, to)),
}));
const hold: fc.Arbitrary<HoldSpan> = fromTo.map(({ from, to }) => ({ heldAt: from, releasedAt: to }));
const inspection: fc.Arbitrary<InspectionSpan> = fromTo.map(({ from, to }) => ({ orderedAt: from, resultAt: to }));

const explanation: fc.Arbitrary<Explanation> = fc.record({ kind: fc.constantFrom(...EXPLAINED_KINDS), at: hour });

interface Facts extends VisitControls {
  readonly events: readonly VisitEvent[];
}
const facts: fc.Arbitrary<Facts> = fc.record({
  events: fc.array(event, { maxLength: 14 }),
  holds: fc.array(hold, { maxLength: 3 }),
  inspections: fc.array(inspection, { maxLength: 3 }),
  explanations: fc.array(explanation, { maxLength: 2 }),
  nextVisitAt: fc.option(hour),
  carriedAt: fc.option(hour),
});

const spansOf = ({ events, ...controls }: Facts): VisitSpan[] => sorted(projectVisit(events, controls).spans);
const sorted = (spans: readonly VisitSpan[]): VisitSpan[] =>
  spans.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
const keyOf = ({ kind, openedAt }: VisitSpan): string => `${kind} ${openedAt}`;

/** What could be known at an instant of these facts: what had happened by then. */
const upTo = (instant: string, { events, holds, inspections, explanations, ...ends }: Facts): Facts => {
  const known = (time: string | null) => (time !== null && time <= instant ? time : null);
  return {
    events: events
      .filter(({ eventTime }) => eventTime <= instant)
      .map(({ reportedAt = null, ...seen }) => ({ ...seen, reportedAt: known(reportedAt) })),
    holds: holds
      .filter(({ heldAt }) => heldAt <= instant)
      .map(({ heldAt, releasedAt }) => ({ heldAt, releasedAt: known(releasedAt) })),
    inspections: inspections
      .filter(({ orderedAt }) => orderedAt <= instant)
      .map(({ orderedAt, resultAt }) => ({ orderedAt, resultAt: known(resultAt) })),
    explanations: explanations.filter(({ at: time }) => time <= instant),
    nextVisitAt: known(ends.nextVisitAt),
    carriedAt: known(ends.carriedAt),
  };
};
/** The same spans as far as they reach up to an instant. */
const seenAt = (instant: string, spans: readonly VisitSpan[]): VisitSpan[] =>
  spans
    .filter(({ openedAt }) => openedAt <= instant)
    .map((span) => ({ ...span, closedAt: span.closedAt !== null && span.closedAt <= instant ? span.closedAt : null }));
const shuffle = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });
const inTwoOrders = facts.chain((given) =>
  fc.tuple(
    fc.constant(given),
    fc.record({
      events: fc.tuple(shuffle(given.events), fc.subarray([...given.events])).map(([one, again]) => [...one, ...again]),
      holds: shuffle(given.holds),
      inspections: shuffle(given.inspections),
      explanations: shuffle(given.explanations),
      nextVisitAt: fc.constant(given.nextVisitAt),
      carriedAt: fc.constant(given.carriedAt),
    }),
  ),
);

describe('what was open of a container, whatever its facts', () => {
  it('is the same for every order of arrival and every repetition', () => {
    fc.assert(
      fc.property(inTwoOrders, ([given, otherwise]) => {
        expect(spansOf(otherwise)).toEqual(spansOf(given));
      }),
      { numRuns: 1_000 },
    );
  });

  it('looks the same at a past instant whatever happens later', () => {
    fc.assert(
      fc.property(facts, hour, (all, instant) => {
        expect(seenAt(instant, spansOf(all))).toEqual(spansOf(upTo(instant, all)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is open once at a time, and what is open now follows from the milestones', () => {
    fc.assert(
      fc.property(facts, ({ events, ...controls }) => {
        const { state, spans } = projectVisit(events, controls);
        for (const kind of SPAN_KINDS) {
          const own = sorted(spans).filter((span) => span.kind === kind);
          for (const [index, { openedAt, closedAt }] of own.entries()) {
            if (closedAt !== null) expect(closedAt > openedAt).toBe(true);
            const next = own[index + 1];
            if (next) expect(closedAt !== null && closedAt <= next.openedAt).toBe(true);
          }
        }
        const open = new Set(spans.filter(({ closedAt }) => closedAt === null).map(({ kind }) => kind));
        const here = state.departedAt === null;
        const isOpen = here && state.openedAt !== null && state.resealedAt === null;
        expect(open.has('opened-not-resealed')).toBe(isOpen && controls.carriedAt === null);
        if (open.has('released-not-left')) expect([state.status, state.leftAt]).toEqual(['released', null]);
        if (here && state.status === 'released') {
          const wasLoaded = events.some(({ code }) => code === 'LOAD');
          expect(open.has('released-not-left') || wasLoaded).toBe(true);
        }
        if (!here) expect([...open].filter((kind) => kind !== 'left-while-held')).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a visit', () => {
  const story = fc.array(event, { maxLength: 10 });
  const gatesAt = (first: number) =>
    ['GTIN', 'CUSR', 'GTOT', 'GTIN'].map((code, index) => ({
      code: code as VisitEvent['code'],
      classifier: 'ACT' as const,
      eventTime: `2026-12-19T${first + index}:00:00.000Z`,
    }));

  it('begins anew when the container comes back, whatever was before it, unless it has departed', () => {
    fc.assert(
      fc.property(story, (before) => {
        const { state } = projectVisit([...gatesAt(10), ...before], {});
        if (state.departedAt !== null) return;
        expect(['in-centre', 'inspecting']).toContain(state.status);
        expect(state).toMatchObject({ arrivedAt: '2026-12-19T13:00:00.000Z', releasedAt: null, leftAt: null });
      }),
    );
  });
});
