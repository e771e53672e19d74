import fc from 'fast-check';
import { addDays, businessDayOf, instantAt, minutesAfter } from '../../vocabulary/period.js';
import { workingCalendar } from '../data/working-calendar.js';
import { dueAfter } from './due.js';
import { dueWithPauses, type Pause } from './pauses.js';

const CUT_OFF = '20:00';
const calendar = new Map(workingCalendar().map(({ day, working }) => [day, working]));
const START = '2021-09-20T00:00:00.000Z';
/** Quarters of an hour, so that pauses begin and end at cut-offs as well. */
const instant = fc.integer({ min: 0, max: 40 * 96 }).map((quarters) => minutesAfter(START, quarters * 15));
const pause: fc.Arbitrary<Pause> = fc
  .tuple(instant, instant)
  .map(([one, other]) => (one < other ? { since: one, until: other } : { since: other, until: one }));
const pauses = fc.array(pause, { maxLength: 5 });
const term = fc.record({ since: instant, days: fc.integer({ min: 0, max: 9 }) });

const due = (of: { since: string; days: number }, while_: readonly Pause[]) =>
  dueWithPauses(of, while_, CUT_OFF, calendar)?.at ?? null;

/** Counted anew, one cut-off after the other: those of working days after `since` up to `to` that no pause covers. */
function uncovered(since: string, to: string, while_: readonly Pause[]): number {
  let count = 0;
  for (let day = businessDayOf(since); instantAt(day, CUT_OFF) <= to; day = addDays(day, 1)) {
    const at = instantAt(day, CUT_OFF);
    if (at <= since || calendar.get(day) === false) continue;
    if (!while_.some((each) => each.since < at && (each.until === null || at <= each.until))) count += 1;
  }
  return count;
}

describe('a due time with pauses', () => {
  it('is the due time without any where there is none', () => {
    fc.assert(fc.property(term, (of) => expect(due(of, [])).toBe(dueAfter(of.since, of.days, CUT_OFF, calendar).at)));
  });

  it('leaves exactly as many cut-offs as there would have been', () => {
    fc.assert(
      fc.property(term, pauses, (of, while_) => {
        const moved = due(of, while_) ?? '';
        const plain = dueAfter(of.since, of.days, CUT_OFF, calendar).at;
        expect(uncovered(of.since, moved, while_)).toBe(uncovered(of.since, plain, []));
        // And it is itself one of them, or nothing was lost.
        expect(uncovered(of.since, minutesAfter(moved, -1), while_)).toBeLessThan(uncovered(of.since, moved, while_));
      }),
    );
  });

  it('does not depend on the order of the pauses, nor on one being listed twice or in two pieces', () => {
    fc.assert(
      fc.property(term, pauses, pause, (of, while_, one) => {
        const half = minutesAfter(one.since, 15 * 7);
        const pieces =
          half < (one.until ?? '')
            ? [
                { ...one, until: half },
                { ...one, since: half },
              ]
            : [one];
        const all = due(of, [...while_, one]);
        expect(due(of, [one, ...while_.toReversed()])).toBe(all);
        expect(due(of, [...while_, one, one])).toBe(all);
        expect(due(of, [...pieces, ...while_])).toBe(all);
      }),
    );
  });

  it('adds up: a pause behind another moves the moved time on, one after the due time moves nothing', () => {
    fc.assert(
      fc.property(term, pauses, pause, (of, while_, one) => {
        const before = due(of, while_) ?? '';
        const after = due(of, [...while_, one]) ?? '';
        expect(after >= before).toBe(true);
        if (one.since >= before) expect(after).toBe(before);
      }),
    );
  });

  it('stands still while a pause has no end, unless the time was up before it began', () => {
    fc.assert(
      fc.property(term, pauses, instant, (of, while_, since) => {
        const before = due(of, while_) ?? '';
        expect(due(of, [...while_, { since, until: null }])).toBe(before <= since ? before : null);
      }),
    );
  });
});

describe('a pause', () => {
  const accepted = { since: '2021-12-28T02:00:00.000Z', days: 1 };
  it.each([
    ['within a day', '2021-12-28T03:00:00.000Z', '2021-12-28T11:00:00.000Z', '2021-12-29T12:00:00.000Z'],
    ['over one cut-off', '2021-12-28T03:00:00.000Z', '2021-12-29T03:00:00.000Z', '2021-12-30T12:00:00.000Z'],
    ['over New Year', '2021-12-29T03:00:00.000Z', '2022-01-04T03:00:00.000Z', '2022-01-04T12:00:00.000Z'],
    ['ended at a cut-off', '2021-12-29T03:00:00.000Z', '2021-12-29T12:00:00.000Z', '2021-12-30T12:00:00.000Z'],
    ['begun when time is up', '2021-12-29T12:00:00.000Z', '2021-12-31T12:00:00.000Z', '2021-12-29T12:00:00.000Z'],
  ])('%s, from %s to %s: due at %s', (_, since, until, at) => expect(due(accepted, [{ since, until }])).toBe(at));
});
