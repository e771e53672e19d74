import fc from 'fast-check';
import { dueAfter } from '../src/markets/domain/due.js';
import { workingDays } from '../src/markets/working-days.js';
import { listOpenItems } from '../src/open-items/open-items.query.js';
import { businessDayOf } from '../src/vocabulary/period.js';
import { Given } from './support/given.js';
import { useOffice } from './support/office.js';

const office = useOffice({ at: '2027-03-01T02:00:00Z' });
const given = new Given(office);
const MINUTE = 60_000;

/** Around the turns of years: what is published ends with 2026, and holidays follow each other there. */
const instant = fc
  .tuple(
    fc.constantFrom('2026-01-01', '2026-02-14', '2026-09-30', '2026-12-25', '2027-01-02'),
    fc.integer({ min: 0, max: 12 * 24 * 60 }),
  )
  .map(([from, minutes]) => new Date(Date.parse(`${from}T00:00:00+08:00`) + minutes * MINUTE).toISOString());

describe('the due time of an open item', () => {
  it('is in SQL what the rule says, and says when the calendar is a guess', async () => {
    await given.system((tx) =>
      // The last day that is published is no working day: the first after it is a guess.
      tx.run('UPDATE calendar_day SET working = false WHERE day = (SELECT max(day) FROM calendar_day)'),
    );
    const instants = fc.sample(instant, { numRuns: 400, seed: 1039 });
    const since = new Map<string, string>();
    for (const filed of instants) since.set((await given.declaration({ filed })).id, filed);
    const seen = { published: 0, guessed: 0 };
    for (const [cutOff, days] of [
      ['20:00', 0],
      ['20:00', 1],
      ['17:30', 0],
      ['00:00', 9],
    ] as const) {
      const settings = { dueDays: { 'submitted-without-receipt': days } };
      const question = { markets: [{ code: 'KQ-CTC', cutOff, settings }], until: office.clock.now().toISOString() };
      const options = { broker: null, overdue: null, after: null, limit: 10_000 };
      const [items, calendar] = await given.system(
        async (tx) =>
          [
            await listOpenItems(tx, { ...question, kinds: ['submitted-without-receipt'] }, options),
            await workingDays(tx, '2025-12-31', '2027-03-01'),
          ] as const,
      );
      expect(items).toHaveLength(instants.length);
      for (const { subject, openedAt, dueAt, calendarPublished } of items) {
        expect(openedAt).toBe(since.get(subject.id));
        const rule = dueAfter(openedAt, days, cutOff, calendar);
        expect({ openedAt, cutOff, days, at: dueAt, calendarPublished }).toEqual({ openedAt, cutOff, days, ...rule });
        seen[calendarPublished ? 'published' : 'guessed']++;
      }
    }
    expect(Math.min(seen.published, seen.guessed)).toBeGreaterThan(100);
    const edge = await given.system((tx) => workingDays(tx, '2026-12-31', '2026-12-31'));
    expect([edge.get('2026-12-31'), edge.has('2027-01-01')]).toEqual([false, false]);
    expect(businessDayOf(dueAfter('2026-12-31T02:00:00Z', 0, '20:00', edge).at)).toBe('2027-01-01');
  }, 120_000);
});
