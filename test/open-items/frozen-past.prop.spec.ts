import fc from 'fast-check';
import type { ClearanceRun } from '../../src/clearance/clearance.query.js';
import type { Market } from '../../src/markets/domain/market.js';
import { Markets } from '../../src/markets/markets.service.js';
import { listOpenItems, type ListedItem } from '../../src/open-items/open-items.query.js';
import { type FirmItems, reminderItems } from '../../src/reminders/reminder-items.query.js';
import type { Reminder } from '../../src/reminders/reminders.query.js';
import type { StatementHead } from '../../src/settlement/frozen-statements.query.js';
import { type ComputedStatement, computeStatements } from '../../src/settlement/computed-statements.query.js';
import { kindsAt } from '../../src/vocabulary/open-item-kinds.js';
import {
  addDays,
  type Day,
  daysOfMonth,
  type Instant,
  lastInstantOf,
  type Month,
  monthOf,
  type Week,
  weekOf,
} from '../../src/vocabulary/period.js';
import { EXAMPLE_RATES } from '../samples/example.js';
import { Given } from '../support/trade/given.js';
import { type Firm, hasOwnInstant, isOfItsDay, Life, type Step, STEPS } from '../support/trade/lives.js';
import { useOffice } from '../support/office.js';

const office = useOffice({ at: '2021-10-29T00:00:00Z' });
const given = new Given(office);
const MARKET = 'KQ-CTC';
/** Months that end with a week, so that one instant ends both; and the rates of the months after them. */
const MONTHS: Month[] = ['2021-10', '2022-07'];
const AFTER: Month[] = ['2021-11', '2022-08'];

/** A step in the life `of` each firm; `late` orders the arrival at the second firm of what has its own instant. */
interface Drawn {
  readonly step: Step;
  readonly of: number;
  readonly late: number;
}
const TIMED = STEPS.filter((step) => !isOfItsDay(step));
const hours = (count: number, steps: readonly Step[]): fc.Arbitrary<Drawn[][]> => {
  const drawn = fc.record({ step: fc.constantFrom(...steps), of: fc.nat(LIVES.length - 1), late: fc.nat(99) });
  return fc.array(fc.array(drawn, { minLength: 1, maxLength: 2 }), { minLength: count, maxLength: count });
};

/** What each life begins with on Friday morning, and what ends it if nothing else has: every kind of open item is there once. */
const LIVES: readonly { readonly begins: readonly Step[]; readonly ends: readonly Step[] }[] = [
  { begins: ['event GTIN', 'event STRP', 'park'], ends: ['receipt L', 'event RSEA', 'dismiss'] },
  { begins: ['receipt C', 'event GTIN', 'event CUSR', 'ask'], ends: ['answer', 'receipt P', 'event GTOT'] },
  { begins: ['receipt P', 'event CUSR', 'event GTOT', 'unread'], ends: ['receipt R', 'event LOAD', 'map'] },
  { begins: ['receipt P', 'receipt R', 'amend'], ends: ['accept', 'pay', 'pay', 'exempt'] },
  { begins: ['receipt E', 'hold'], ends: ['refile'] },
  { begins: ['receipt P', 'receipt R'], ends: ['receipt E', 'refile'] },
];
const hourOf = (steps: 'begins' | 'ends'): Drawn[] =>
  LIVES.flatMap((life, of) => life[steps].map((step) => ({ step, of, late: 0 })));

const story = fc.record({
  /** Until the cut-off of each day. */
  ...{ friday: hours(2, TIMED), saturday: hours(2, STEPS), sunday: hours(2, STEPS) },
  /** After the cut-off of Sunday. What counts from the beginning of its day would come late, as it would after the first list. */
  evening: hours(2, TIMED),
  /** Before the week is settled, before the firms are reminded, and afterwards. */
  ...{ night: hours(2, STEPS), morning: hours(1, STEPS), later: hours(3, STEPS) },
  acknowledged: fc.boolean(),
});

type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

/** What was answered about one instant. */
interface Frozen {
  readonly until: Instant;
  readonly items: ListedItem[];
}

/** The last days of a month of two firms. The same happens to both at the same instants; at the second, some of it arrives late. */
class Weekend {
  readonly lives: Record<Firm, Life[]> = { brokerA: [], brokerB: [] };
  readonly lists: Frozen[] = [];
  private waiting: { late: number; play: () => Promise<void> }[] = [];

  private constructor(
    private readonly market: Market,
    readonly sunday: Day,
  ) {}

  get monday(): Day {
    return addDays(this.sunday, 1);
  }

  get week(): Week {
    return weekOf(this.sunday);
  }

  static async begin(month: Month): Promise<Weekend> {
    const sunday = daysOfMonth(month)[1];
    const friday = addDays(sunday, -2);
    office.clock.stopAt(`${friday}T08:00:00+08:00`);
    await given.followUp(MARKET, friday, { weekAfterDays: 1, monthAfterDays: 1 });
    const market = await given.system((tx) => office.get(Markets).byCode(tx, MARKET));
    const weekend = new Weekend(market as Market, sunday);
    for (const firm of ['brokerA', 'brokerB'] as const) {
      for (let place = 0; place < LIVES.length; place++)
        weekend.lives[firm].push(await Life.begin(office, firm, place));
    }
    return weekend;
  }

  /** The steps of the hours of one time, one a minute. */
  async live(day: Day, times: readonly string[], steps: readonly (readonly Drawn[])[]): Promise<void> {
    for (const [index, hour] of steps.entries()) {
      for (const [minute, { step, of, late }] of hour.entries()) {
        const at = `${day}T${times[index]}:${String(minute).padStart(2, '0')}:00+08:00`;
        office.clock.stopAt(at);
        const play = async (firm: Firm) => this.lives[firm][of]?.play(step, at);
        if (!hasOwnInstant(step)) await this.arrive();
        await play('brokerA');
        if (hasOwnInstant(step)) this.waiting.push({ late, play: () => play('brokerB') });
        else await play('brokerB');
      }
    }
    await this.arrive();
  }

  /** What had been late arrives at the second firm, in the order that was drawn. */
  private async arrive(): Promise<void> {
    const waiting = this.waiting.toSorted((one, other) => one.late - other.late);
    this.waiting = [];
    for (const { play } of waiting) await play();
  }

  async openAt(until: Instant): Promise<ListedItem[]> {
    const options = { broker: null, overdue: null, after: null, limit: 10_000 };
    return given.system((tx) => listOpenItems(tx, { markets: [this.market], until }, options));
  }

  async freeze(until: Instant): Promise<void> {
    this.lists.push({ until, items: await this.openAt(until) });
  }

  /** The statements of the week and the reminders of the month, as they would be made now. */
  weekNow() {
    const { market, week } = this;
    const now = office.clock.now().toISOString();
    return given.system((tx) => computeStatements(tx, { market, week, now, asKnownNow: true }));
  }

  monthNow(): Promise<FirmItems[]> {
    return given.system((tx) => reminderItems(tx, this.market, monthOf(this.sunday), null));
  }

  /** Rows about the lives of a firm as they would be about those of the other. */
  rowsOf(firm: Firm, rows: readonly { subject: { id: string } }[]): object[] {
    const named = rows.flatMap((row) => {
      const names = this.lives[firm].flatMap((life) => life.nameOf(row.subject.id) ?? []);
      return names.map((name) => ({ ...row, subject: name, broker: null }));
    });
    return named.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  }
}

async function goTo(moment: Instant): Promise<void> {
  office.clock.stopAt(moment);
  await office.tick();
  await office.drain();
}

/** Kinds that were open at an instant that was asked about, and those of which an item ended afterwards. */
const [seen, ended] = [new Set<string>(), new Set<string>()];
const keyOf = ({ kind, subject, openedAt }: ListedItem): string => `${kind} ${subject.id} ${openedAt}`;

/** Asks about each instant that was frozen once more. */
async function askAgain(weekend: Weekend): Promise<void> {
  for (const { until, items } of weekend.lists) {
    expect({ until, items: await weekend.openAt(until) }).toEqual({ until, items });
  }
}

async function note(weekend: Weekend): Promise<void> {
  const open = new Set((await weekend.openAt(office.clock.now().toISOString())).map(keyOf));
  for (const item of weekend.lists.flatMap(({ items }) => items)) {
    seen.add(item.kind);
    if (!open.has(keyOf(item))) ended.add(item.kind);
  }
}

/** Plays what happens until the end of the month, and freezes each day. */
async function liveTheMonth(weekend: Weekend, drawn: Story): Promise<ClearanceRun[]> {
  const { sunday } = weekend;
  const days = [addDays(sunday, -2), addDays(sunday, -1), sunday] as const;
  await weekend.live(days[0], ['09'], [hourOf('begins')]);
  await weekend.freeze(office.clock.now().toISOString());
  for (const [index, steps] of [drawn.friday, drawn.saturday, drawn.sunday].entries()) {
    await weekend.live(days[index] ?? '', ['15', '19'], steps);
    await goTo(`${days[index]}T20:00:00+08:00`);
    await weekend.freeze(office.clock.now().toISOString());
  }
  await weekend.live(sunday, ['21', '23'], drawn.evening);
  await weekend.freeze(lastInstantOf(sunday));
  return listed(`/v1/clearance-runs?market=${MARKET}&from=${days[0]}&to=${sunday}`);
}

async function listed<T>(path: string): Promise<T[]> {
  return (await office.as('officer').get(path).expect(200)).body.items as T[];
}

async function rerun(path: string) {
  return (await office.as('officer').post(`${path}/rerun`).send({ reason: '复核' }).expect(201)).body;
}

async function acknowledge(reminders: readonly Reminder[]): Promise<void> {
  for (const { id, broker } of reminders) {
    const firm = broker === office.people.organisations.brokerA ? 'brokerA' : 'brokerB';
    await office.as(firm).post(`/v1/reminders/${id}/acknowledgements`).send({ note: '已知' }).expect(200);
  }
}

const itemsByFirm = (lists: readonly Pick<FirmItems, 'broker' | 'items'>[]) =>
  new Map(lists.map(({ broker, items }) => [broker, items]));

/** What was frozen of the firm at which facts came late is what was frozen of the other. */
function compareFirms(
  weekend: Weekend,
  statements: readonly ComputedStatement[],
  reminders: readonly FirmItems[],
): void {
  const of = (firm: Firm) => {
    const id = office.people.organisations[firm];
    const statement = statements.find(({ broker }) => broker === id);
    return {
      answers: weekend.lives[firm].map(({ answers }) => answers.toSorted()),
      lists: weekend.lists.map(({ until, items }) => ({ until, rows: weekend.rowsOf(firm, items) })),
      statement: { figures: statement?.figures, lines: statement?.lines },
      reminder: weekend.rowsOf(firm, reminders.find(({ broker }) => broker === id)?.items ?? []),
    };
  };
  expect(of('brokerB')).toEqual(of('brokerA'));
}

describe('what a past instant looked like', () => {
  beforeAll(async () => {
    const rates = Object.entries(EXAMPLE_RATES).map(([currency, rate]) => ({ currency, ...rate }));
    const dearer = rates.map((rate) => (rate.currency === 'USD' ? { ...rate, toCny: '7.1000' } : rate));
    for (const [months, table] of [
      [MONTHS, rates],
      [AFTER, dearer],
    ] as const) {
      for (const month of months) {
        await office.as('admin').put(`/v1/rates/${month}`).set('If-Match', '*').send({ rates: table }).expect(200);
      }
    }
  });

  it('depends neither on when it is asked nor on the order in which it became known: lists, days, week and month', async () => {
    const months = MONTHS.values();
    await fc.assert(
      fc.asyncProperty(story, async (drawn) => {
        const weekend = await Weekend.begin(months.next().value ?? '');
        const official = await liveTheMonth(weekend, drawn);
        const { week, sunday, monday } = weekend;
        office.clock.stopAt(`${monday}T00:00:00+08:00`);
        const [stated, due] = [await weekend.weekNow(), await weekend.monthNow()];

        await weekend.live(monday, ['01', '05'], drawn.night);
        await goTo(`${monday}T06:00:00+08:00`);
        await weekend.live(monday, ['07'], drawn.morning);
        await goTo(`${monday}T08:00:00+08:00`);
        const settled = await listed<StatementHead>(`/v1/settlements?market=${MARKET}&week=${week}`);
        const reminded = await listed<Reminder>(
          `/v1/reminders?market=${MARKET}&month=${monthOf(sunday)}&kind=reminder`,
        );
        if (drawn.acknowledged) await acknowledge(reminded);
        for (const [index, hour] of drawn.later.entries()) {
          await weekend.live(addDays(monday, index), ['12'], [hour]);
          await askAgain(weekend);
        }
        await weekend.live(addDays(monday, drawn.later.length), ['12'], [hourOf('ends')]);
        await askAgain(weekend);

        for (const { date, digest } of official) {
          const again = await rerun(`/v1/periods/daily-clearance/${MARKET}/${date}`);
          expect(again).toMatchObject({ digest, difference: { added: 0, gone: 0, changed: 0, moved: 0 } });
        }
        expect(await weekend.weekNow()).toEqual(stated);
        expect(settled.map(({ digest }) => digest).sort()).toEqual(
          stated.statements.map(({ digest }) => digest).sort(),
        );
        expect((await rerun(`/v1/periods/weekly-settlement/${MARKET}/${week}`)).difference).toEqual({ statements: 0 });
        expect(await weekend.monthNow()).toEqual(due);
        expect(itemsByFirm(reminded)).toEqual(itemsByFirm(due));
        compareFirms(weekend, stated.statements, due);
        await note(weekend);
      }),
      { numRuns: MONTHS.length, seed: 4039, endOnFailure: true },
    );
    const all = kindsAt(office.clock.now().toISOString()).sort();
    expect({ seen: [...seen].sort(), ended: [...ended].sort() }).toEqual({ seen: all, ended: all });
  }, 120_000);
});
