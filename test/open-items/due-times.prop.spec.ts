import fc from 'fast-check';
import { dueAfter } from '../../src/markets/domain/due.js';
import { dueWithPauses, type Pause } from '../../src/markets/domain/pauses.js';
import { workingDays } from '../../src/markets/working-days.js';
import { NextSteps } from '../../src/declarations/status/next-steps.service.js';
import type { OpenItemKind } from '../../src/vocabulary/open-item-kinds.js';
import { listOpenItems } from '../../src/open-items/open-items.query.js';
import { businessDayOf, instantAt, minutesAfter, nextDay } from '../../src/vocabulary/period.js';
import { askedAs } from '../support/trade/correcting.js';
import { Given } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';

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

  it('and the age of what customs has to do stand still while the firm has the ball, whenever it is asked', async () => {
    const cases = fc.sample(fc.tuple(instant, fc.array(fc.tuple(pausedFor, pausedFor), { maxLength: 3 })), {
      numRuns: 150,
      seed: 11,
    });
    const now = office.clock.now().toISOString();
    const pausesOf = new Map<string, Pause[]>();
    for (const [filed, waits] of cases) {
      const { id } = await given.declaration({ filed });
      const pauses: Pause[] = [];
      let at = filed;
      for (const [before, length] of waits) {
        const since = minutesAfter(at, before);
        at = minutesAfter(since, length);
        if (since < now && pauses.at(-1)?.until !== null) pauses.push({ since, until: length % 9 > 0 ? at : null });
      }
      await askedAs(office, id, pauses);
      pausesOf.set(id, pauses);
    }
    await given.system((tx) => office.get(NextSteps).refresh(tx, [...pausesOf.keys()]));
    const seen = { moved: 0, still: 0, overdue: 0, levels: new Set<string>() };
    for (const [until, days] of [
      [now, 0],
      [now, 2],
      ['2027-01-04T12:00:00.000Z', 0],
      ['2026-10-02T03:00:00.000Z', 2],
      ['2026-02-20T12:00:00.000Z', 5],
    ] as const) {
      const settings = { dueDays: { 'submitted-without-receipt': days } };
      const question = { markets: [{ code: 'KQ-CTC', cutOff: '20:00', settings }], until, kinds: [KIND] };
      const options = { broker: null, overdue: null, after: null, limit: 10_000 };
      const [items, calendar] = await given.system(
        async (tx) =>
          [await listOpenItems(tx, question, options), await workingDays(tx, '2025-12-31', '2029-03-01')] as const,
      );
      const paused = items.filter(({ subject }) => pausesOf.has(subject.id));
      expect(paused).toHaveLength(cases.filter(([filed]) => filed <= until).length);
      for (const { subject, openedAt, dueAt, calendarPublished, overdue, ageDays, level } of paused) {
        const known = (pausesOf.get(subject.id) ?? []).filter(({ since }) => since <= until);
        const pauses = known.map((each) => ({ ...each, until: (each.until ?? '~') <= until ? each.until : null }));
        const rule = dueWithPauses({ since: openedAt, days }, pauses, '20:00', calendar);
        const item = { at: dueAt, calendarPublished, overdue, ageDays, level };
        const age = ageWithout(openedAt, until, pauses);
        const due = { at: rule?.at ?? null, calendarPublished: rule?.calendarPublished ?? true };
        const judged = {
          overdue: rule !== null && rule.at <= until,
          ageDays: age,
          level: age >= 30 ? 'month' : age >= 7 ? 'week' : 'day',
        };
        expect({ openedAt, until, pauses, ...item }).toEqual({ openedAt, until, pauses, ...due, ...judged });
        seen.levels.add(level);
        if (overdue) seen.overdue++;
        if (dueAt === null) seen.still++;
        else if (dueAt !== dueAfter(openedAt, days, '20:00', calendar).at) seen.moved++;
      }
    }
    expect(Math.min(seen.moved, seen.still, seen.overdue)).toBeGreaterThan(50);
    expect(seen.levels).toEqual(new Set(['day', 'week', 'month']));
  }, 120_000);
});

const KIND: OpenItemKind = 'submitted-without-receipt';
const pausedFor = fc.integer({ min: 1, max: 4 * 24 * 60 });

/** The midnights from one instant to another that no pause covers. */
function ageWithout(from: string, until: string, pauses: readonly Pause[]): number {
  let age = 0;
  for (let day = nextDay(businessDayOf(from)); day <= businessDayOf(until); day = nextDay(day)) {
    const midnight = instantAt(day, '00:00');
    if (!pauses.some((pause) => pause.since < midnight && midnight <= (pause.until ?? until))) age += 1;
  }
  return age;
}
