import fc from 'fast-check';
import type { Submission } from './filings.js';
import { projectStatus, type ReceiptFact } from './project-status.js';

/** Few instants, so that facts of one instant are common; the same instant is written in two offsets. */
const instant = fc
  .tuple(fc.integer({ min: 10, max: 15 }), fc.boolean())
  .map(([hour, utc]) =>
    utc ? `2021-12-28T${hour - 8 < 10 ? '0' : ''}${hour - 8}:00:00Z` : `2021-12-28T${hour}:00:00+08:00`,
  );

const said = fc.record({
  meaning: fc.constantFrom<ReceiptFact['meaning'][]>(
    'accepted',
    'inspecting',
    'released',
    'closed',
    'returned',
    'cancelled',
  ),
  eventTime: instant,
  channel: fc.constantFrom('single-window', 'officer'),
  rawCode: fc.constantFrom('a', 'b'),
  entryId: fc.constantFrom(null, '290620210070000001', '290620210070000002'),
});
/** Recorded when it happened, or some hours later. */
const receipt: fc.Arbitrary<ReceiptFact> = fc.tuple(said, fc.integer({ min: 0, max: 4 })).map(([fact, hours]) => ({
  ...fact,
  receivedAt: new Date(new Date(fact.eventTime).getTime() + hours * 3_600_000).toISOString(),
}));
const receipts = fc.array(receipt, { maxLength: 8 });

/** Recorded one after the other; some name an earlier day as the one they were filed on. */
const submissions: fc.Arbitrary<Submission[]> = fc
  .array(fc.tuple(fc.integer({ min: 10, max: 15 }), fc.constantFrom(null, '2021-12-27', '2021-12-28')), {
    maxLength: 3,
  })
  .map((list) =>
    list
      .sort(([one], [other]) => one - other)
      .map(([hour, day], index) => {
        const submittedAt = `2021-12-28T${hour}:00:00+08:00`;
        return { number: index + 1, filedAt: day === null ? submittedAt : `${day}T00:00:00+08:00`, submittedAt };
      }),
  );
const time = (value: string | Date | undefined): number => new Date(value ?? '').getTime();

/** The same facts in another order, some of them more than once. */
const repeated = <T>(list: readonly T[]): fc.Arbitrary<T[]> =>
  fc
    .tuple(fc.shuffledSubarray([...list], { minLength: list.length }), fc.subarray([...list]))
    .chain(([all, again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }));

const RISING = ['draft', 'submitted', 'accepted', 'inspecting', 'released', 'closed', 'returned', 'cancelled'];

describe('a projected status', () => {
  it('is the same for every order of arrival and every replay', () => {
    const twice = fc
      .tuple(submissions, receipts)
      .chain(([filed, facts]) => fc.tuple(fc.constant({ filed, facts }), repeated(filed), repeated(facts)));
    fc.assert(
      fc.property(twice, ([{ filed, facts }, filedAgain, factsAgain]) => {
        expect(projectStatus(filedAgain, factsAgain)).toEqual(projectStatus(filed, facts));
      }),
      { numRuns: 1000 },
    );
  });

  it('is never returned by what happened before the last refiling was recorded', () => {
    fc.assert(
      fc.property(submissions, receipts, (filed, facts) => {
        const last = filed.at(-1);
        if (last === undefined || last.number === 1) return;
        const { status, returnedAt } = projectStatus(filed, facts);
        if (status === 'returned') expect(time(returnedAt ?? '')).toBeGreaterThan(time(last.submittedAt));
      }),
      { numRuns: 1000 },
    );
  });

  it('is returned by a return after everything else, unless it is cancelled; what is closed stays closed', () => {
    fc.assert(
      fc.property(submissions, receipts, (filed, facts) => {
        const at = '2021-12-28T16:00:00+08:00';
        const late: ReceiptFact = { meaning: 'returned', eventTime: at, channel: 'officer', rawCode: 'z' };
        const [before, after] = [
          projectStatus(filed, facts),
          projectStatus(filed, [...facts, { ...late, id: 'late' }]),
        ];
        const ends = before.status === 'closed' || before.status === 'cancelled' ? before.status : 'returned';
        expect(after.status).toBe(ends);
        expect(after.refused.get('late')).toBe(ends === 'closed' ? 'after-closing' : undefined);
      }),
    );
  });

  it('stays closed whatever is recorded afterwards to cancel or return it, and of whatever time', () => {
    const undoing = fc.record({
      meaning: fc.constantFrom('returned' as const, 'cancelled' as const),
      eventTime: instant,
    });
    fc.assert(
      fc.property(submissions, receipts, fc.array(undoing, { minLength: 1, maxLength: 3 }), (filed, numbered, some) => {
        // Of two customs numbers of one instant the other one may come first with it.
        const facts = numbered.map((fact) => ({ ...fact, entryId: null }));
        const before = projectStatus(filed, facts);
        // A cancelled declaration is not filed again.
        if (before.status !== 'closed' || facts.some(({ meaning }) => meaning === 'cancelled')) return;
        const late = some.map((each) => ({
          ...each,
          channel: 'late',
          rawCode: 'z',
          receivedAt: '2021-12-29T10:00:00Z',
        }));
        const { status, closedAt, entryId, filedAt } = projectStatus(filed, [...facts, ...late]);
        const { closedAt: closed, entryId: number, filedAt: since } = before;
        expect({ status, closedAt, entryId, filedAt }).toEqual({
          ...{ status: 'closed', closedAt: closed, entryId: number, filedAt: since },
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('knows nothing of a day before it was filed', () => {
    fc.assert(
      fc.property(submissions, receipts, fc.array(receipt, { minLength: 1, maxLength: 3 }), (filed, facts, some) => {
        if (filed.length === 0) return;
        const early = some.map((each, index) => ({ ...each, eventTime: '2021-12-26T23:59:00+08:00', id: `${index}` }));
        const { timeline: _, refused, ...projected } = projectStatus(filed, [...facts, ...early]);
        const { timeline: __, refused: ___, ...without } = projectStatus(filed, facts);
        expect(projected).toEqual(without);
        expect(early.map(({ id }) => refused.get(id))).toEqual(early.map(() => 'before-filing'));
      }),
    );
  });

  it('is the same in any order where some of the receipts have their effect whatever else is known', () => {
    const judged = fc.array(
      fc.record({ receipt, unconditional: fc.boolean() }).map((each) => ({ ...each.receipt, ...each })),
      { maxLength: 6 },
    );
    const orders = judged.chain((facts) => fc.tuple(fc.constant(facts), repeated(facts)));
    fc.assert(
      fc.property(submissions, orders, (filed, [facts, again]) => {
        const early = filed.map((each) => ({ ...each, filedAt: '2021-12-29T00:00:00+08:00' }));
        for (const each of [filed, early]) expect(projectStatus(each, again)).toEqual(projectStatus(each, facts));
      }),
    );
  });

  it('has episodes that follow one another without a gap', () => {
    fc.assert(
      fc.property(submissions, receipts, (filed, facts) => {
        const { past, episode, filedAt } = projectStatus(filed, facts);
        expect(past).toHaveLength(Math.max(0, episode - 1));
        expect([...past.slice(1).map((each) => each.filedAt), filedAt].slice(0, past.length)).toEqual(
          past.map(({ endedAt }) => endedAt),
        );
      }),
    );
  });

  it('is the same for every permutation of one life', () => {
    const life: ReceiptFact[] = (['accepted', 'inspecting', 'released', 'closed'] as const).map((meaning, index) => ({
      meaning,
      eventTime: `2021-12-28T1${index}:00:00+08:00`,
      channel: 'officer',
      rawCode: meaning,
    }));
    fc.assert(
      fc.property(fc.shuffledSubarray(life, { minLength: life.length }), (facts) => {
        expect(projectStatus([{ number: 1, filedAt: '2021-12-28T09:00:00+08:00' }], facts).status).toBe('closed');
      }),
    );
  });

  it('never goes back within an episode', () => {
    fc.assert(
      fc.property(submissions, receipts, (filed, facts) => {
        const { timeline } = projectStatus(filed, facts);
        timeline.forEach((moment, index) => {
          const before = timeline[index - 1];
          if (before === undefined || before.episode !== moment.episode) return;
          expect(RISING.indexOf(moment.status)).toBeGreaterThanOrEqual(RISING.indexOf(before.status));
        });
      }),
    );
  });

  it('has the time of the status it is in', () => {
    fc.assert(
      fc.property(submissions, receipts, (filed, facts) => {
        const projected = projectStatus(filed, facts);
        if (projected.status === 'draft' || projected.status === 'submitted') return;
        expect(projected[`${projected.status}At`]).not.toBeNull();
      }),
    );
  });

  it('has every fact in its timeline, none twice', () => {
    fc.assert(
      fc.property(submissions, receipts, (filed, facts) => {
        const { timeline } = projectStatus(filed, facts);
        const keys = timeline
          .filter(({ what }) => what !== 'submitted')
          .map(({ at, what, channel, rawCode, entryId }) => JSON.stringify([at, what, channel, rawCode, entryId]));
        expect(new Set(keys).size).toBe(keys.length);
        expect(timeline.length - keys.length).toBe(filed.length);
      }),
    );
  });

  it('does not change when a receipt comes that is already known', () => {
    fc.assert(
      fc.property(submissions, receipts, fc.nat(), (filed, facts, pick) => {
        const again = facts[pick % Math.max(1, facts.length)];
        if (again === undefined) return;
        expect(projectStatus(filed, [again, ...facts])).toEqual(projectStatus(filed, facts));
      }),
    );
  });
});
