import fc from 'fast-check';
import { projectStatus } from '../../declarations/domain/status/project-status.js';
import { type AmendmentFact, type FiledFact, timelineOf, type TimelineReceipt } from './timeline.js';

const instant = fc.integer({ min: 10, max: 16 }).map((hour) => `2021-12-28T${hour}:00:00.000Z`);
const receipt: fc.Arbitrary<TimelineReceipt> = fc
  .record({
    code: fc.constantFrom('L', 'C', 'P', 'R', 'Z', 'D', 'J', 'q'),
    text: fc.constantFrom(null, '放行'),
    eventTime: instant,
    receivedAt: instant,
    entryId: fc.constantFrom(null, '290620210070000001', '290620210070000002', 'no number'),
    channel: fc.constantFrom('single-window', 'officer'),
    by: fc.constantFrom('channel', 'officer'),
  })
  .map((receipt) => ({ ...receipt, meaning: MEANINGS[receipt.code] ?? null }));
const MEANINGS: Record<string, TimelineReceipt['meaning']> = {
  ...{ L: 'accepted', C: 'inspecting', P: 'released', R: 'closed', Z: 'returned', D: 'cancelled', J: 'information' },
};
/** As the database keeps them: what a declaration has already is no second receipt. */
const receipts = fc.uniqueArray(receipt, {
  selector: ({ channel, code, eventTime, entryId }) => JSON.stringify([channel, code, eventTime, entryId]),
  maxLength: 8,
});
const submissions = fc.array(instant, { minLength: 1, maxLength: 3 }).map((times) =>
  times.sort().map((filedAt, index): FiledFact => ({
    number: index + 1,
    filedAt,
    submittedAt: filedAt,
    version: 1,
    by: 'broker',
  })),
);
const amendments = fc.array(fc.tuple(instant, instant), { maxLength: 2 }).map((times) =>
  times.map(([askedAt, decidedAt], index): AmendmentFact => ({
    ...{ number: index + 1, kind: 'amend', origin: 'broker', reasonCode: 'misdeclared', askedAt, askedBy: 'broker' },
    ...{ state: 'accepted', decidedAt, decidedBy: 'officer', versionAfter: index + 2 },
  })),
);
const isOfStatus = ({ code }: { code: string }): boolean => code !== 'q' && code !== 'J';
const life = fc.record({ submissions, receipts, amendments });
const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });

describe('a timeline', () => {
  it('is the same in whatever order the facts came', () => {
    const both = life.chain((facts) =>
      fc.tuple(fc.constant(facts), shuffled(facts.receipts), shuffled(facts.submissions), shuffled(facts.amendments)),
    );
    fc.assert(
      fc.property(both, ([facts, receipt, filed, asked]) => {
        const again = timelineOf({ receipts: receipt, submissions: filed, amendments: asked });
        expect(again).toEqual(timelineOf(facts));
      }),
    );
  });

  it('has every fact once, and ends with the status of the declaration', () => {
    fc.assert(
      fc.property(life, (facts) => {
        const story = timelineOf(facts);
        expect(story).toHaveLength(facts.submissions.length + facts.receipts.length + 2 * facts.amendments.length);
        const known = facts.receipts.flatMap(({ meaning, code, entryId, ...receipt }) =>
          meaning === null || meaning === 'information'
            ? []
            : [{ ...receipt, meaning, rawCode: code, entryId: entryId === 'no number' ? null : entryId }],
        );
        const { status } = projectStatus([...facts.submissions], known);
        expect(story.findLast((entry) => entry.status !== null)?.status).toBe(status);
      }),
    );
  });

  it('shows an unknown code and information where they happened, and lets them count for nothing', () => {
    fc.assert(
      fc.property(life, (facts) => {
        const without = timelineOf({ ...facts, receipts: facts.receipts.filter(isOfStatus) });
        expect(timelineOf(facts).filter((entry) => entry.code === null || isOfStatus({ code: entry.code }))).toEqual(
          without,
        );
      }),
    );
  });
});
