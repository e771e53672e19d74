import fc from 'fast-check';
import type { StatementHead } from '../../src/settlement/frozen-statements.query.js';
import { addDays, daysOfWeek, type Day, nextWeek, type Week, weekOf } from '../../src/vocabulary/period.js';
import { assertInvariants } from '../support/invariants.js';
import { useOffice } from '../support/office.js';
import { asRow, LedgerModel, type Firm, type Life, sumsOf, WeekLife } from '../support/trade/week-life.js';

const office = useOffice({ at: '2026-01-05T02:00:00Z' });
const FIRMS = ['brokerA', 'brokerB'] as const;

const step = fc.record({
  act: fc.constantFrom(
    'declare',
    'declare',
    'declare',
    'release',
    'close',
    'close',
    'amend',
    'cancel',
    'nextDays',
    'settle',
  ),
  pick: fc.nat(1000),
  days: fc.nat(9),
  cents: fc.bigInt({ min: 1n, max: 99_999_999n }),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

let monday = '2026-01-05';

/** A few weeks of one market, each of its steps taken in the service and in the model. */
class Weeks {
  readonly lives: Life[] = [];
  /** What each was worth from which day on. */
  private readonly worths = new Map<string, { since: Day; cents: bigint }[]>();
  readonly model = new LedgerModel();
  readonly weekLife = new WeekLife(office);
  private today: Day;

  constructor(readonly first: Week) {
    this.today = addDays(daysOfWeek(first)[0], 3);
    this.goTo(this.today);
  }

  private goTo(day: Day): void {
    this.today = day;
    office.clock.goTo(`${day}T10:00:00+08:00`);
  }

  private dayBefore(back: number): Day {
    const day = addDays(this.today, -back - 1);
    return day < daysOfWeek(this.first)[0] ? daysOfWeek(this.first)[0] : day;
  }

  async play({ act, pick, days, cents }: Step): Promise<void> {
    const life = this.lives[pick % Math.max(1, this.lives.length)];
    if (act === 'declare') return this.declare(FIRMS[pick % 2] ?? 'brokerA', this.dayBefore(days), cents);
    if (act === 'nextDays') return this.goTo(addDays(this.today, days + 1));
    if (act === 'settle') return this.settleNext();
    if (!life || life.cancelled !== null) return;
    if (act === 'release' && life.released === null) await this.release(life, this.dayBefore(days));
    if (act === 'close' && life.closed === null) await this.weekLife.close(life, this.dayBefore(days));
    const cancelled = this.dayBefore(days);
    if (act === 'amend') {
      await this.weekLife.amend(life, cents);
      this.worths.get(life.id)?.push({ since: this.today, cents });
    }
    if (act === 'cancel') await this.weekLife.cancel(life, cancelled);
    const since = act === 'amend' ? this.today : act === 'cancel' ? cancelled : '1970-01-01';
    this.model.post(life, weekOf(this.today), weekOf(since));
  }

  private async declare(firm: Firm, filed: Day, cents: bigint): Promise<void> {
    const life = await this.weekLife.declare({ firm, filed, released: null, closed: null, cents });
    this.lives.push(life);
    this.worths.set(life.id, [{ since: filed, cents }]);
  }

  private async release(life: Life, day: Day): Promise<void> {
    life.released = day;
    await office.rows('UPDATE declaration SET released_at = $2 WHERE id = $1 RETURNING 1', [
      life.id,
      `${day}T12:00:00+08:00`,
    ]);
  }

  /** The oldest week that is over and not settled, compared with the model. */
  async settleNext(): Promise<void> {
    const week = [...Array(20).keys()].reduce(
      (found) => (this.model.settled.has(found) ? nextWeek(found) : found),
      this.first,
    );
    if (week >= weekOf(this.today)) return;
    await this.weekLife.settle(week);
    const { body } = await office.as('officer').get(`/v1/settlements?market=KQ-CTC&week=${week}`).expect(200);
    for (const firm of [null, ...FIRMS]) this.compare(week, firm, body.items as StatementHead[]);
    this.model.settled.add(week);
  }

  /** What a declaration was worth at the end of a day, whatever was amended since; as filed where it was released before its filing. */
  private worth({ id, cents }: Life, day: Day) {
    const worths = this.worths.get(id) ?? [];
    return asRow((worths.findLast(({ since }) => since <= day) ?? worths[0])?.cents ?? cents);
  }

  private compare(week: Week, firm: Firm | null, heads: readonly StatementHead[]): void {
    const head = heads.find(({ broker }) => broker === (firm === null ? null : office.people.organisations[firm]));
    const [from, to] = daysOfWeek(week);
    const during = (day: Day | null) => day !== null && day >= from && day <= to;
    const lives = this.lives.filter(
      (life) => (firm === null || life.firm === firm) && (life.cancelled === null || life.cancelled > to),
    );
    const booked = this.model.movements.filter((one) => one.week === week && (firm === null || one.firm === firm));
    const expected = {
      declared: sumsOf(lives.filter(({ filed }) => during(filed)).map((life) => this.worth(life, to))),
      released: sumsOf(lives.filter(({ released }) => during(released)).map((life) => this.worth(life, to))),
      closed: sumsOf(booked.filter(({ ofWeek }) => ofWeek === week)),
      adjustments: sumsOf(booked.filter(({ ofWeek }) => ofWeek !== week)),
      settled: sumsOf(booked),
    };
    if (head) expect(head).toMatchObject(expected);
    else
      expect(
        Object.values(expected).every(({ declarations, valueCny }) => declarations === 0 && valueCny === '0.00'),
      ).toBe(true);
  }
}

describe('statements over weeks', () => {
  it('are the book, to the cent, whatever is closed late, amended or cancelled before and after they are frozen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 45 }), async (steps) => {
        const weeks = new Weeks(weekOf(monday));
        for (const one of steps) await weeks.play(one);
        for (let rest = 0; rest < 6; rest++) await weeks.settleNext();
        await assertInvariants(office);
        monday = addDays(monday, 7 * 60);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 120_000);
});
