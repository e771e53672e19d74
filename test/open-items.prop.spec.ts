import fc from 'fast-check';
import { projectStatus } from '../src/declarations/domain/standing.js';
import type { OpenItemKind } from '../src/open-items/domain/kinds.js';
import { listOpenItems } from '../src/open-items/open-items.query.js';
import { SPAN_KINDS } from '../src/shipments/domain/course.js';
import type { EventCode } from '../src/shipments/domain/event-codes.js';
import { projectVisit } from '../src/shipments/domain/passage.js';
import { Given, type GivenDeclaration, MEANINGS, receiptsOf, submissionsOf } from './support/given.js';
import { useOffice } from './support/office.js';
import { newBox } from './support/shipping.js';

const office = useOffice({ at: '2026-11-18T02:00:00Z' });
const given = new Given(office);
const HOURS = 24;
const hour = (count: number): string => new Date(Date.UTC(2026, 10, 2, count)).toISOString();

/** What stands open while a declaration stands so. */
const OPEN_WHILE: Record<string, OpenItemKind[]> = {
  draft: [],
  submitted: ['submitted-without-receipt'],
  accepted: [],
  inspecting: ['inspection-unfinished'],
  released: ['released-not-closed'],
  closed: ['exemption-filing-due', 'fx-receipt-missing'],
  returned: ['returned-not-refiled'],
  cancelled: [],
};

const receipts = fc.array(
  fc.record({ meaning: fc.constantFrom(...MEANINGS), eventTime: fc.integer({ min: 1, max: HOURS }).map(hour) }),
  { maxLength: 6 },
);
/** Filed up to three times, each time after what it answers; receipts of any kind at any time from the first filing on. */
const story: fc.Arbitrary<GivenDeclaration> = fc
  .tuple(receipts, fc.uniqueArray(fc.integer({ min: 0, max: HOURS }), { minLength: 1, maxLength: 3 }))
  .map(([told, filings]) => {
    const filed = filings.toSorted((one, other) => one - other).map(hour);
    const later = told.filter(({ eventTime }) => eventTime >= (filed[0] ?? ''));
    return { filed: filed.at(-1) ?? '', before: filed.slice(0, -1).map((at) => ({ filed: at })), receipts: later };
  })
  .filter(isFiledAgainOnlyWhenReturned);

/**
 * As the service has it: nobody files again what stands filed, what is closed does not come back (it is cancelled), and
 * every filing is recorded at once. One that was recorded after customs had acted on it is not seen at the moments between.
 */
function isFiledAgainOnlyWhenReturned(declaration: GivenDeclaration): boolean {
  const submissions = submissionsOf(declaration);
  const { timeline } = projectStatus(submissions, receiptsOf(declaration));
  const filings = timeline.filter(({ what }) => what === 'submitted');
  if (filings.some(({ at }, index) => at !== submissions[index]?.filedAt)) return false;
  let before = 'draft';
  for (const { what, status, counts } of timeline) {
    const isBack = before === 'returned' || before === 'cancelled' || before === 'draft';
    if (what === 'submitted' && !isBack) return false;
    if (what === 'returned' && counts && before === 'closed') return false;
    before = status;
  }
  return true;
}

type Fact =
  | { readonly code: EventCode; readonly from: string }
  | { readonly what: 'hold' | 'inspection'; readonly from: string; readonly to: string | null };
const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({
    code: fc.constantFrom<EventCode>('GTIN', 'CUSI', 'STRP', 'INSP', 'RSEA', 'CUSR', 'GTOT', 'LOAD', 'DISC', 'DEPA'),
    from: fc.integer({ min: 1, max: HOURS }).map(hour),
  }),
  fc
    .record({
      what: fc.constantFrom('hold' as const, 'inspection' as const),
      from: fc.integer({ min: 1, max: HOURS }),
      lasts: fc.option(fc.integer({ min: 0, max: 12 })),
    })
    .map(({ what, from, lasts }) => ({ what, from: hour(from), to: lasts === null ? null : hour(from + lasts) })),
);
/** The facts of one box as they may come in for two: in any order, what ends a hold or an inspection after its beginning. */
const boxes = fc
  .array(fact, { minLength: 3, maxLength: 9 })
  .chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })));

/** What is open at an instant of what had happened by then. */
function expectedAt(instant: string, facts: readonly Fact[]): string[] {
  const known = facts.filter(({ from }) => from <= instant);
  const ended = (to: string | null) => (to !== null && to <= instant ? to : null);
  const controls = known.flatMap((one) => ('what' in one ? [one] : []));
  const { spans } = projectVisit(
    known.flatMap((one) =>
      'code' in one ? [{ code: one.code, classifier: 'ACT' as const, eventTime: one.from }] : [],
    ),
    {
      holds: controls.flatMap(({ what, from, to }) =>
        what === 'hold' ? [{ heldAt: from, releasedAt: ended(to) }] : [],
      ),
      inspections: controls.flatMap(({ what, from, to }) =>
        what === 'inspection' ? [{ orderedAt: from, resultAt: ended(to) }] : [],
      ),
    },
  );
  return spans.flatMap(({ kind, openedAt, closedAt }) => (closedAt === null ? [`${kind} ${openedAt}`] : [])).sort();
}

describe('what the database finds open of a container', () => {
  it('is what its facts say up to that instant, in whatever order they came in and whenever it is asked', async () => {
    const stories = fc.sample(boxes, { numRuns: 40, seed: 4039 });
    const containers: { id: string; facts: readonly Fact[] }[] = [];
    for (const arrivals of stories) {
      for (const facts of arrivals) {
        const { id } = await given.shipment({ container: newBox() });
        for (const one of facts) await given.factOf(id, one);
        containers.push({ id, facts });
      }
    }
    const seen = new Set<string>();
    for (let count = 0; count <= HOURS + 13; count++) {
      const until = hour(count);
      const question = { markets: [{ code: 'KQ-CTC', cutOff: '20:00', settings: {} }], until };
      const options = { broker: null, overdue: null, after: null, limit: 10_000 };
      const open = await given.system((tx) => listOpenItems(tx, question, options));
      for (const { id, facts } of containers) {
        const items = open.filter(({ subject }) => subject.id === id);
        for (const { kind } of items) seen.add(kind);
        const found = items.map(({ kind, openedAt }) => `${kind} ${openedAt}`).sort();
        expect({ until, facts, found }).toEqual({ until, facts, found: expectedAt(until, facts) });
      }
    }
    expect([...seen].sort()).toEqual([...SPAN_KINDS].sort());
  }, 60_000);
});

describe('what the database finds open of a declaration', () => {
  it('is what its standing says, of the facts up to that moment, at every moment', async () => {
    const stories = fc.sample(story, { numRuns: 150, seed: 4039 });
    const ids: string[] = [];
    const seen = new Set<string>();
    for (const declaration of stories) ids.push((await given.declaration(declaration)).id);
    for (let count = 0; count <= HOURS + 1; count++) {
      const until = hour(count);
      const question = { markets: [{ code: 'KQ-CTC', cutOff: '20:00', settings: {} }], until };
      const options = { broker: null, overdue: null, after: null, limit: 10_000 };
      const open = await given.system((tx) => listOpenItems(tx, question, options));
      for (const [index, declaration] of stories.entries()) {
        const { status } = projectStatus(
          submissionsOf(declaration).filter(({ filedAt }) => filedAt <= until),
          receiptsOf(declaration).filter(({ eventTime }) => eventTime <= until),
        );
        seen.add(`${status} ${declaration.before?.length}`);
        const kinds = open.filter(({ subject }) => subject.id === ids[index]).map(({ kind }) => kind);
        expect({ until, declaration, kinds: kinds.sort() }).toEqual({ until, declaration, kinds: OPEN_WHILE[status] });
      }
    }
    const again = [...seen].filter((text) => text.endsWith('1')).map((text) => text.split(' ')[0]);
    expect(again.sort()).toEqual(Object.keys(OPEN_WHILE).sort());
  }, 60_000);
});
