import fc from 'fast-check';
import { NEXT_STEPS } from '../../src/declarations/domain/status/next-step.js';
import { type DeclarationStatus, projectStatus } from '../../src/declarations/domain/status/project-status.js';
import { NextSteps } from '../../src/declarations/status/next-steps.service.js';
import type { Pause } from '../../src/markets/domain/pauses.js';
import { kindsAt, type OpenItemKind, type Owner } from '../../src/vocabulary/open-item-kinds.js';
import { listOpenItems } from '../../src/open-items/open-items.query.js';
import { SPAN_KINDS } from '../../src/shipments/domain/course.js';
import type { EventCode } from '../../src/shipments/domain/event-codes.js';
import { projectVisit } from '../../src/shipments/domain/visit-state.js';
import { minutesAfter } from '../../src/vocabulary/period.js';
import { Given, type GivenDeclaration, MEANINGS, receiptsOf, submissionsOf } from '../support/trade/given.js';
import { askedAs } from '../support/trade/correcting.js';
import { useOffice } from '../support/office.js';
import { newContainerNumber } from '../support/trade/shipping.js';

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
  .map(([receipts, filings]) => {
    const filed = filings.toSorted((one, other) => one - other).map(hour);
    const later = receipts.filter(({ eventTime }) => eventTime >= (filed[0] ?? ''));
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
/** The facts of one container as they may come in for two: in any order, what ends a hold or an inspection after its beginning. */
const containerStories = fc
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
  const counted = kindsAt(instant, SPAN_KINDS);
  return spans
    .flatMap(({ kind, openedAt, closedAt }) =>
      closedAt === null && counted.includes(kind) ? [`${kind} ${openedAt}`] : [],
    )
    .sort();
}

describe('what the database finds open of a container', () => {
  it('is what its facts say up to that instant, in whatever order they came in and whenever it is asked', async () => {
    const stories = fc.sample(containerStories, { numRuns: 40, seed: 4039 });
    const containers: { id: string; facts: readonly Fact[] }[] = [];
    for (const arrivals of stories) {
      for (const facts of arrivals) {
        const { id } = await given.shipment({ container: newContainerNumber() });
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
    expect([...seen].sort()).toEqual(kindsAt(hour(0), SPAN_KINDS).sort());
  }, 60_000);
});

describe('what the database finds open of a declaration', () => {
  it('follows from its status, of the facts up to that moment, at every moment', async () => {
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

/** The open item that a step is; a step without one stands in `next` only. */
const KIND_OF_STEP: Readonly<Record<string, OpenItemKind | null>> = {
  accept: 'submitted-without-receipt',
  'finish-inspection': 'inspection-unfinished',
  export: 'released-not-closed',
  'correct-and-resubmit': 'returned-not-refiled',
  'answer-correction': 'correction-unanswered',
  'file-exemption': 'exemption-filing-due',
  'receive-payment': 'fx-receipt-missing',
  ...{ release: null, none: null, submit: null },
};
/** The firm has to see to it that the port loads. */
const OWNER_OF_ACTOR: Readonly<Record<string, Owner>> = {
  ...{ broker: 'broker', port: 'broker', customs: 'officer', officer: 'officer' },
};

/** Requests for corrections after the last filing, one after the other; the last may still wait for its answer. */
const requests = fc.array(
  fc.record({
    before: fc.integer({ min: 1, max: 20 }),
    length: fc.integer({ min: 1, max: 90 }),
    dueOn: fc.constantFrom(null, '2026-11-07', '2026-11-25'),
    answered: fc.boolean(),
  }),
  { maxLength: 3 },
);

describe('what comes next and what is open', () => {
  it('name the same side, the same actor and the same due time for the same thing, whatever the facts', async () => {
    const cases = fc.sample(fc.tuple(story, requests), { numRuns: 150, seed: 1714 });
    const ids: string[] = [];
    for (const [declaration, asked] of cases) {
      const { id } = await given.declaration(declaration);
      const pauses: (Pause & { dueOn: string | null })[] = [];
      let at = declaration.filed;
      for (const { before, length, dueOn, answered } of asked) {
        const since = minutesAfter(at, before * 60);
        at = minutesAfter(since, length * 60);
        if (pauses.at(-1)?.until !== null) pauses.push({ since, until: answered ? at : null, dueOn });
      }
      await askedAs(office, id, pauses);
      ids.push(id);
    }
    await given.system((tx) => office.get(NextSteps).refresh(tx, ids));
    const next = await office.rows<Next>(
      `SELECT id, status, next_actor AS actor, next_due_at AS "dueAt", next_steps AS steps FROM declaration WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
    const question = {
      markets: [{ code: 'KQ-CTC', cutOff: '20:00', settings: {} }],
      until: office.clock.now().toISOString(),
    };
    const options = { broker: null, overdue: null, after: null, limit: 10_000 };
    const open = await given.system((tx) => listOpenItems(tx, question, options));
    const seen = new Set<string>();
    for (const { id, status, actor, dueAt, steps } of next) {
      const shown = steps ?? [{ actor, step: NEXT_STEPS[status].step, dueAt }];
      const expected = shown.flatMap(({ actor: who, step, dueAt: at }) => {
        const kind = KIND_OF_STEP[step];
        if (kind === undefined) throw new Error(`Is the step ${step} an open item?`);
        return kind === null ? [] : [[kind, OWNER_OF_ACTOR[who], who, at]];
      });
      const items = open.filter(({ subject }) => subject.id === id);
      const found = items.map(({ kind, owner, actor: who, dueAt: at }) => [kind, owner, who, at]);
      expect({ id, shown, found: found.sort() }).toEqual({ id, shown, found: expected.sort() });
      for (const { kind, dueAt: at } of items) seen.add(`${kind} ${at === null ? 'stands still' : 'runs'}`);
    }
    expect([...seen].sort()).toEqual([
      'correction-unanswered runs',
      'exemption-filing-due runs',
      'fx-receipt-missing runs',
      'inspection-unfinished runs',
      'inspection-unfinished stands still',
      'released-not-closed runs',
      'returned-not-refiled runs',
      'submitted-without-receipt runs',
      'submitted-without-receipt stands still',
    ]);
  }, 60_000);
});

interface Next {
  readonly id: string;
  readonly status: DeclarationStatus;
  readonly actor: string;
  readonly dueAt: string | null;
  readonly steps: readonly { readonly actor: string; readonly step: string; readonly dueAt: string | null }[] | null;
}
