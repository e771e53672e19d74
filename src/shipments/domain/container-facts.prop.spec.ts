import fc from 'fast-check';
import { EVENT_CODES } from './event-codes.js';
import { type HoldSpan, isHeld } from './holds.js';
import { foldInspections, INSPECTION_STEPS, type InspectionFact } from './inspections.js';
import { projectVisitState } from './visit-state.js';
import { sealStory, type TracedEvent } from './seal-history.js';
import { visitTimelineOf } from './timeline.js';
import { waitsFor } from './release-blockers.js';

const hour = fc.integer({ min: 10, max: 17 }).map((at) => `2026-11-18T${at}:00:00.000Z`);
const event: fc.Arbitrary<TracedEvent & { receivedAt: string }> = fc.record({
  code: fc.constantFrom(...EVENT_CODES),
  classifier: fc.constantFrom('ACT' as const, 'ACT' as const, 'EST' as const, 'PLN' as const),
  eventTime: hour,
  receivedAt: hour,
  seal: fc.constantFrom(null, 'S1', 'S2', 'S3'),
  location: fc.constantFrom(null, 'gate'),
  note: fc.constant(null),
  by: fc.constantFrom('broker', 'officer'),
});
const hold: fc.Arbitrary<HoldSpan> = fc.record({ heldAt: hour, releasedAt: fc.option(hour) });
const fact: fc.Arbitrary<InspectionFact> = fc.record({
  inspectionId: fc.constantFrom('i1', 'i2', 'i3'),
  step: fc.constantFrom(...INSPECTION_STEPS),
  at: hour,
  recordedAt: hour,
  officer: fc.constant('officer'),
  note: fc.constant(null),
  result: fc.constant(null),
  findings: fc.constant(null),
  photoNames: fc.constant([]),
  seal: fc.constant(null),
});
const inAnyOrder = <T>(facts: readonly T[]) =>
  fc.shuffledSubarray([...facts], { minLength: facts.length, maxLength: facts.length });
const shuffled = <T>(one: fc.Arbitrary<T>) =>
  fc.array(one, { maxLength: 12 }).chain((facts) => fc.tuple(fc.constant(facts), inAnyOrder(facts)));
/** The key of the table: a step is recorded once an inspection. */
const record = fc
  .uniqueArray(fact, { maxLength: 8, selector: ({ inspectionId, step }) => `${inspectionId} ${step}` })
  .chain((facts) => fc.tuple(fc.constant(facts), inAnyOrder(facts)));

describe('the facts of a container, in any order', () => {
  it('make one story of its seals, also when some are reported twice', () => {
    fc.assert(
      fc.property(shuffled(event), fc.subarray(['S1', 'S2']), ([facts, arrived], announced) => {
        const known = sealStory(announced, facts);
        expect(sealStory([...announced].reverse(), [...arrived, ...facts])).toEqual(known);
        for (const alarm of known.alarms) expect(alarm.expected).not.toContain(alarm.seal);
      }),
      { numRuns: 500 },
    );
  });

  it('leave on the container what was fitted and not cut', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (facts) => {
        const { history, current } = sealStory([], facts);
        for (const seal of ['S1', 'S2', 'S3']) {
          const last = history.filter((one) => one.seal === seal).at(-1);
          expect(current.includes(seal)).toBe(last !== undefined && last.what !== 'cut');
        }
      }),
    );
  });

  it('give one status under holds, and no release while one stands', () => {
    fc.assert(
      fc.property(shuffled(event), shuffled(hold), ([events, arrived], [holds, otherwise]) => {
        const state = projectVisitState(events, { holds });
        expect(projectVisitState(arrived, { holds: otherwise })).toEqual(state);
        if (isHeld(holds)) expect([state.releasedAt, state.status]).not.toContain('released');
        if (isHeld(holds)) expect(state.releasedAt).toBeNull();
        const free = projectVisitState(events);
        if (free.releasedAt !== null && !isHeld(holds)) expect((state.releasedAt ?? '') >= free.releasedAt).toBe(true);
      }),
    );
  });

  it('give the same inspections and the same timeline', () => {
    fc.assert(
      fc.property(record, shuffled(event), ([facts, arrived], [events, received]) => {
        expect(foldInspections(arrived)).toEqual(foldInspections(facts));
        for (const { openedNotResealed, finished } of foldInspections(facts)) {
          expect(openedNotResealed && finished).toBe(false);
        }
        const reached = projectVisitState(events);
        expect(visitTimelineOf(received, reached)).toEqual(visitTimelineOf(events, reached));
      }),
    );
  });

  it('name one declaration the container waits for', () => {
    const statuses = ['draft', 'submitted', 'accepted', 'inspecting', 'released', 'closed', 'returned', 'cancelled'];
    const declarations = fc.uniqueArray(fc.record({ id: fc.uuid(), status: fc.constantFrom(...statuses) }), {
      selector: ({ id }) => id,
      maxLength: 8,
    });
    const both = declarations.chain((list) => fc.tuple(fc.constant(list), inAnyOrder(list)));
    fc.assert(
      fc.property(both, ([list, arrived]) => {
        expect(waitsFor(arrived)).toEqual(waitsFor(list));
        const free = list.every(({ status }) => ['released', 'closed', 'cancelled'].includes(status));
        expect(waitsFor(list) === null).toBe(free);
      }),
    );
  });
});
