import fc from 'fast-check';
import { postDeclarations, type GivenPosting } from '../support/trade/postings.js';
import { useOffice } from '../support/office.js';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { ExportValueService } from '../../src/reports/export-value.service.js';
import { CompactRollups } from '../../src/statistics/compact-rollups.processor.js';
import { dec, Decimal } from '../../src/vocabulary/decimal.js';
import { addDays, instantAt, monthOf, weekOf } from '../../src/vocabulary/period.js';

const YEARS_APART = 3;
const DAYS = 430;

const cents = fc.integer({ min: 1, max: 9_999_999 }).map((n) => dec(String(n)).div(100).toFixed(2));
const items = fc.array(
  fc.tuple(
    fc.constantFrom('NGA', 'PAK', 'BRA', 'ZAF'),
    fc.constantFrom('5407520090', '5407690099', '6109100010', '6204430010'),
    cents,
    cents,
    fc.constantFrom('1', '0.5', '1380.25'),
  ),
  { minLength: 1, maxLength: 5 },
);
/** A posting for one of a few declarations, so that most of them are corrected, moved or withdrawn later. */
const posting = fc.record({
  declaration: fc.integer({ min: 0, max: 9 }),
  day: fc.option(fc.integer({ min: 0, max: DAYS }), { nil: null, freq: 6 }),
  firm: fc.boolean(),
  currency: fc.constantFrom('USD', 'EUR'),
  items,
});
const rounds = fc.array(
  fc.record({ postings: fc.array(posting, { minLength: 1, maxLength: 6 }), compacted: fc.boolean() }),
  { minLength: 1, maxLength: 4 },
);
const GROUPINGS = [
  ['country'],
  ['month'],
  ['week'],
  ['day', 'market'],
  ['chapter', 'country'],
  ['broker', 'month'],
  ['currency'],
  ['heading'],
  ['hsCode', 'month'],
  ['subheading', 'country'],
] as const;
const question = fc.record({
  from: fc.integer({ min: 0, max: DAYS }),
  length: fc.integer({ min: 0, max: DAYS }),
  currency: fc.constantFrom('CNY' as const, 'USD' as const),
  groupBy: fc.constantFrom(...GROUPINGS).map((names) => names.join(',')),
  country: fc.option(fc.constantFrom('NGA', 'PAK'), { nil: undefined, freq: 3 }),
  chapter: fc.option(fc.constantFrom('54', '61'), { nil: undefined, freq: 3 }),
});
type Question = {
  from: string;
  to: string;
  currency: 'CNY' | 'USD';
  groupBy: string;
  country?: string;
  chapter?: string;
};

type Round = typeof rounds extends fc.Arbitrary<(infer R)[]> ? R : never;
type Drawn = typeof question extends fc.Arbitrary<infer Q> ? Q : never;
interface Played {
  readonly start: string;
  readonly instantOf: (round: number) => string;
  readonly dayOf: (round: number, drawn: number) => number;
}

/** The answer by the simplest arithmetic there is, from the postings that hold. */
function model(postings: readonly GivenPosting[], asked: Question) {
  const groups = new Map<string, { value: Decimal; declarations: Set<string> }>();
  const all = new Set<string>();
  for (const { id = '', day, items: rows, broker = '', currency = '', market = 'KQ-CTC' } of postings) {
    if (day === null || day < asked.from || day > asked.to) continue;
    for (const [country, hsCode, cny, usd] of rows) {
      const chapter = hsCode.slice(0, 2);
      if (asked.country && asked.country !== country) continue;
      if (asked.chapter && asked.chapter !== chapter) continue;
      const values: Record<string, string> = { country, chapter, day, broker, currency, market, hsCode };
      values['heading'] = hsCode.slice(0, 4);
      values['subheading'] = hsCode.slice(0, 6);
      values['month'] = monthOf(day);
      values['week'] = weekOf(day);
      const key = asked.groupBy
        .split(',')
        .map((name) => values[name])
        .join(' ');
      const group = groups.get(key) ?? { value: new Decimal(0), declarations: new Set() };
      groups.set(key, { ...group, value: group.value.plus(asked.currency === 'CNY' ? cny : usd) });
      group.declarations.add(id);
      all.add(id);
    }
  }
  const rows = [...groups].map(([key, { value, declarations }]) => `${key} ${value.toFixed(2)} ${declarations.size}`);
  const total = [...groups.values()].reduce((sum, { value }) => sum.plus(value), new Decimal(0));
  return { rows: rows.sort(), total: total.toFixed(2), declarations: all.size };
}

describe('a report over a ledger that is corrected again and again', () => {
  const office = useOffice({ at: '2026-11-18T02:00:00Z' });
  let run = 0;
  let day = 0;

  const answer = async (asked: Question & { asOf?: string }) => {
    const { country, chapter, ...rest } = asked;
    const written = { ...rest, ...(country ? { country: [country] } : {}), ...(chapter ? { chapter: [chapter] } : {}) };
    const { rows, total, declarations } = await office.get(ExportValueService).answer(SYSTEM, written, 'en');
    const keys = asked.groupBy.split(',');
    const lines = rows.map((row) => `${keys.map((key) => row[key]).join(' ')} ${row['value']} ${row['declarations']}`);
    return { rows: lines.sort(), total, declarations };
  };

  /** Plays the history, each round at its instant, and holds every answer against the plain sum, now and as of each instant before. */
  async function replay(history: readonly Round[], questions: readonly Drawn[], played: Played): Promise<void> {
    const { brokerA, brokerB } = office.people.organisations;
    const { start, instantOf, dayOf } = played;
    const asked = questions.map(({ from, length, country, chapter, ...rest }): Question => ({
      ...rest,
      ...(country ? { country } : {}),
      ...(chapter ? { chapter } : {}),
      from: addDays(start, from),
      to: addDays(start, Math.min(DAYS, from + length)),
    }));
    const known = new Map<number, GivenPosting>();
    const past: { asOf: string; expected: ReturnType<typeof model>[] }[] = [];
    for (const [round, { postings, compacted }] of history.entries()) {
      const asOf = instantOf(round);
      office.clock.stopAt(asOf);
      const fresh = [...new Map(postings.map((one) => [one.declaration, one])).values()];
      const full = fresh.map(({ declaration, day, firm, ...rest }): GivenPosting => {
        const before = known.get(declaration);
        const owner = before?.broker ?? (firm ? brokerA : brokerB);
        const id = before?.id;
        return { ...rest, id, broker: owner, day: day === null ? null : addDays(start, dayOf(round, day)) };
      });
      const ids = await postDeclarations(office, full);
      fresh.forEach(({ declaration }, index) =>
        known.set(declaration, { ...(full[index] as GivenPosting), id: ids[index] as string }),
      );
      if (compacted) await office.get(CompactRollups).process();
      past.push({ asOf, expected: asked.map((one) => model([...known.values()], one)) });
      expect(await Promise.all(asked.map(answer))).toEqual(past.at(-1)?.expected);
    }
    for (const { asOf, expected } of past) {
      expect(await Promise.all(asked.map((one) => answer({ ...one, asOf })))).toEqual(expected);
    }
  }

  it('says what a plain sum says, now and as of every instant before, compacted or not', async () => {
    await fc.assert(
      fc.asyncProperty(rounds, fc.array(question, { minLength: 4, maxLength: 4 }), (history, questions) =>
        replay(history, questions, {
          start: `${1950 + YEARS_APART * run++}-01-01`,
          instantOf: () => instantAt(addDays('2026-11-18', ++day), '10:00'),
          dayOf: (_, drawn) => drawn,
        }),
      ),
      { numRuns: 25 },
    );
  }, 120_000);

  it('says so as of instants within the days that are asked about, whether posted on the day, late, or before it', async () => {
    const near = fc.record({
      history: rounds,
      every: fc.integer({ min: 1, max: 5 }),
      first: fc.integer({ min: 5, max: DAYS - 30 }),
    });
    await fc.assert(
      fc.asyncProperty(
        near,
        fc.array(question, { minLength: 4, maxLength: 4 }),
        async ({ history, every, first }, questions) => {
          const start = `${1950 + YEARS_APART * run++}-01-01`;
          const dayOfRound = (round: number) => first + every * round;
          await replay(
            history,
            questions.map((one) => ({ ...one, from: Math.max(0, first - (one.from % 9)) })),
            {
              start,
              instantOf: (round) => instantAt(addDays(start, dayOfRound(round)), '10:00'),
              // Up to four days late, and up to three before their day.
              dayOf: (round, drawn) => dayOfRound(round) + (drawn % 8) - 4,
            },
          );
        },
      ),
      { numRuns: 40 },
    );
    office.clock.stopAt(instantAt(addDays('2026-11-18', ++day), '10:00'));
  }, 120_000);

  it('adds up to the whole when the period is cut in two anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(question, fc.integer({ min: 0, max: DAYS }), async ({ currency }, cut) => {
        const whole: Question = { from: '1950-01-01', to: addDays('1950-01-01', DAYS), currency, groupBy: 'country' };
        const middle = addDays('1950-01-01', Math.min(cut, DAYS - 1));
        const totals = await Promise.all(
          [whole, { ...whole, to: middle }, { ...whole, from: addDays(middle, 1) }].map(answer),
        );
        const [all, left, right] = totals.map(({ total }) => dec(total));
        expect(left?.plus(right ?? 0).toFixed(2)).toBe(all?.toFixed(2));
        expect((totals[1]?.declarations ?? 0) + (totals[2]?.declarations ?? 0)).toBe(totals[0]?.declarations);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
