import fc from 'fast-check';
import { dueAfter } from '../src/markets/domain/due.js';
import { dueWithPauses, type Pause } from '../src/markets/domain/pauses.js';
import { workingDays } from '../src/markets/working-days.js';
import { recordAudits } from '../src/audit/audit.js';
import type { OpenItemKind } from '../src/open-items/domain/kinds.js';
import { listOpenItems } from '../src/open-items/open-items.query.js';
import { businessDayOf, minutesAfter } from '../src/vocabulary/period.js';
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

  it('of what customs has to do waits as long as the firm has the ball', async () => {
    const cases = fc.sample(fc.tuple(instant, fc.array(fc.tuple(pausedFor, pausedFor), { maxLength: 3 })), {
      numRuns: 150,
      seed: 11,
    });
    const until = office.clock.now().toISOString();
    const told = new Map<string, Pause[]>();
    for (const [filed, waits] of cases) {
      const { id } = await given.declaration({ filed });
      const pauses: Pause[] = [];
      let at = filed;
      for (const [before, length] of waits) {
        const since = minutesAfter(at, before);
        at = minutesAfter(since, length);
        if (since < until) pauses.push({ since, until: at < until ? at : until });
      }
      await asked(id, pauses);
      told.set(id, pauses);
    }
    let moved = 0;
    for (const days of [0, 2]) {
      const settings = { dueDays: { 'submitted-without-receipt': days } };
      const question = { markets: [{ code: 'KQ-CTC', cutOff: '20:00', settings }], until, kinds: [KIND] };
      const options = { broker: null, overdue: null, after: null, limit: 10_000 };
      const [items, calendar] = await given.system(
        async (tx) =>
          [await listOpenItems(tx, question, options), await workingDays(tx, '2025-12-31', '2029-03-01')] as const,
      );
      const paused = items.filter(({ subject }) => told.has(subject.id));
      expect(paused).toHaveLength(cases.length);
      for (const { subject, openedAt, dueAt, calendarPublished } of paused) {
        const pauses = told.get(subject.id) ?? [];
        const rule = dueWithPauses({ since: openedAt, days }, pauses, '20:00', calendar);
        expect({ openedAt, pauses, at: dueAt, calendarPublished }).toEqual({ openedAt, pauses, ...rule });
        if (dueAt !== dueAfter(openedAt, days, '20:00', calendar).at) moved++;
      }
    }
    expect(moved).toBeGreaterThan(50);
  }, 120_000);
});

const KIND: OpenItemKind = 'submitted-without-receipt';
const pausedFor = fc.integer({ min: 1, max: 4 * 24 * 60 });

/** Requests of customs as the threads keep them, one after the other; the last one may still stand. */
async function asked(declarationId: string, pauses: readonly Pause[]): Promise<void> {
  const until = office.clock.now().toISOString();
  await given.system(async (tx) => {
    for (const [index, pause] of pauses.entries()) {
      const answered = pause.until !== null && pause.until < until;
      await tx.run(
        `INSERT INTO correction (declaration_id, number, broker_id, market, state, state_since, sent_at, fields, created_at, created_by)
         SELECT id, $2, broker_id, market, $4, $3, $3, '[]', $3, 'given' FROM declaration WHERE id = $1`,
        [declarationId, index + 1, pause.since, answered ? 'closed' : 'sent'],
      );
      await tx.run(
        `INSERT INTO correction_message (declaration_id, number, position, broker_id, kind, side, at, actor_name)
         SELECT id, $2, p.position, broker_id, p.kind, p.side, p.at, 'given' FROM declaration
         CROSS JOIN (VALUES (1, 'asked', 'customs', $3::timestamptz), (2, 'answered', 'broker', $4), (3, 'closed', 'customs', $4)) p (position, kind, side, at)
         WHERE id = $1 AND p.at IS NOT NULL`,
        [declarationId, index + 1, pause.since, answered ? pause.until : null],
      );
      const deed = { subjectType: 'declaration', subjectId: declarationId, detail: { correction: index + 1 } };
      const said = answered ? ['asked', 'answered', 'closed'] : ['asked'];
      await recordAudits(
        tx,
        office.clock,
        said.map((kind) => ({ ...deed, action: `correction.${kind}` })),
      );
    }
  });
}
