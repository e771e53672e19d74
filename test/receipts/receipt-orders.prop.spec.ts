import fc from 'fast-check';
import { amend, amending, CHEAPER } from '../support/trade/amending.js';
import { type Answer, declaration, drafted, post, seen, submit } from '../support/trade/declaring.js';
import { chunks, putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { entryId, facts, receipt } from '../support/trade/receiving.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });
const { ask, decide } = amending(office);

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-31T12:00:00Z'));

/** A receipt of a life. `entry`: which of its customs numbers it carries, 0 for none; `named`: what it names the declaration by. */
interface Sent {
  readonly code: string;
  readonly time: string;
  readonly entry: 0 | 1 | 2;
  readonly named: 'id' | 'reference' | 'entry';
}

/** A declaration that receipts come in for, with the customs numbers it may get. */
class Subject {
  readonly numbers = [entryId(), entryId()];

  constructor(readonly declaration: Answer) {}

  static async filed(): Promise<Subject> {
    const draft = await drafted(office, declaration({ declaredOn: '2021-12-28' }));
    return new Subject((await submit(office, draft).expect(200)).body as Answer);
  }

  get id(): string {
    return this.declaration.id;
  }

  post(sent: readonly Sent[]) {
    return post(
      office,
      sent.map(({ code, time, entry, named }) => {
        const name = {
          id: { declarationId: this.id },
          reference: { reference: this.declaration.reference },
          entry: {},
        };
        return receipt(code, time, { ...name[named], ...(entry === 0 ? {} : { entryId: this.numbers[entry - 1] }) });
      }),
    );
  }

  async fileAgain(): Promise<void> {
    await submit(office, await seen(office, this.id)).expect(200);
  }

  /** Everything that follows from its facts, without its own names. */
  async outcome(): Promise<object> {
    const { id, numbers } = this;
    const { reference } = this.declaration;
    // A warning about a similar declaration is no matter of receipts, and the revision counts the ways there.
    const { revision, createdAt, updatedAt, findings, ...status } = await seen(office, id);
    const timeline = (await office.as('officer').get(`/v1/declarations/${id}/timeline`).expect(200)).body.items;
    const booked = await facts(office, id);
    const names = [id, reference, ...numbers].map((name, index) => [name, `#${index}`] as const);
    const text = names.reduce(
      (all, [name, place]) => all.replaceAll(name, place),
      JSON.stringify({ status, timeline, booked }),
    );
    return JSON.parse(text) as object;
  }
}

type Figures = Record<string, number>;

/** What the statistics say by day and country, in cents. */
async function figures(): Promise<Figures> {
  const query = 'from=2021-12-01&to=2021-12-31&groupBy=day,country&currency=USD';
  const { body } = await office.as('analyst').get(`/v1/reports/export-value?${query}`).expect(200);
  const rows = body.rows as { day: string; country: string; value: string }[];
  return Object.fromEntries(
    rows.map(({ day, country, value }) => [`${day} ${country}`, Number(value.replace('.', ''))]),
  );
}

const moved = (before: Figures, after: Figures): Figures => {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const differences = keys.map((key): [string, number] => [key, (after[key] ?? 0) - (before[key] ?? 0)]);
  return Object.fromEntries(differences.filter(([, cents]) => cents !== 0));
};

const inTime = (sent: readonly Sent[]): Sent[] => [...sent].sort((one, other) => (one.time < other.time ? -1 : 1));

/** The first receipt with a number names the declaration; otherwise nobody could ever say whose number it is. */
function placeable(sent: readonly Sent[]): Sent[] {
  const first = new Set([1, 2].map((entry) => sent.find((each) => each.entry === entry)));
  return sent.map((each) => (first.has(each) ? { ...each, named: 'id' } : each));
}

const UNKNOWN = 'unknown';
const sent: fc.Arbitrary<Sent> = fc
  .record({
    code: fc.constantFrom('L', 'C', 'P', 'R', 'R', 'D', 'Z', UNKNOWN, UNKNOWN),
    time: fc
      .tuple(fc.integer({ min: 29, max: 31 }), fc.integer({ min: 10, max: 17 }))
      .map(([day, hour]) => `${day}T${hour}:00`),
    entry: fc.constantFrom<Sent['entry'][]>(0, 1, 2),
    named: fc.constantFrom<Sent['named'][]>('id', 'reference', 'entry'),
  })
  .map((each) => (each.entry === 0 && each.named === 'entry' ? { ...each, named: 'id' as const } : each));
const life = fc
  .uniqueArray(sent, { minLength: 3, maxLength: 6, selector: ({ code, time }) => `${code} ${time}` })
  .map(placeable)
  .chain((receipts) =>
    fc.record({
      receipts: fc.constant(receipts),
      arrival: fc
        .subarray(receipts)
        .chain((again) => fc.shuffledSubarray([...receipts, ...again], { minLength: receipts.length + again.length })),
      batchSize: fc.integer({ min: 1, max: 4 }),
      mappedAfter: fc.nat({ max: 6 }),
      meaning: fc.constantFrom('accepted', 'inspecting', 'released', 'closed'),
      refiled: fc.boolean(),
    }),
  );

const EARLY: readonly Sent[] = [
  { code: 'L', time: '28T08:00', entry: 1, named: 'id' },
  { code: 'Z', time: '28T08:30', entry: 0, named: 'id' },
];

let codes = 0;

/**
 * All receipts are recorded at one instant, so that none is recorded after another: what is recorded after a closing does not take it back
 * (closing-stays.spec.ts), and of a closing and its cancellation alone the order of arrival matters.
 */
describe('any order and any repetition of receipts', () => {
  it('ends in the same status, number, times, timeline, postings and report as the order in which it happened', async () => {
    await fc.assert(
      fc.asyncProperty(life, async ({ receipts, arrival, batchSize, mappedAfter, meaning, refiled }) => {
        const code = `u${++codes}`;
        const known = (list: readonly Sent[]) => list.map((each) => (each.code === UNKNOWN ? { ...each, code } : each));
        const enter = async () => {
          const mapping = { channel: 'single-window', code, meaning, name: '新代码', validFrom: '2021-01-01' };
          await office.as('admin').post('/v1/receipt-codes').send(mapping).expect(201);
          await office.drain();
        };
        const [disordered, ordered] = [await Subject.filed(), await Subject.filed()];

        const start = await figures();
        if (refiled) {
          await disordered.post(EARLY.slice(1));
          await disordered.fileAgain();
        }
        const coming = refiled ? [...known(arrival), ...EARLY] : known(arrival);
        const batches = chunks(coming, batchSize);
        const entered = Math.min(mappedAfter, batches.length);
        for (const batch of batches.slice(0, entered)) await disordered.post(batch);
        await enter();
        for (const batch of batches.slice(entered)) await disordered.post(batch);
        const middle = await figures();

        if (refiled) {
          await ordered.post(EARLY);
          await ordered.fileAgain();
        }
        for (const each of inTime(known(receipts))) await ordered.post([{ ...each, named: 'id' }]);
        const end = await figures();

        expect(await disordered.outcome()).toEqual(await ordered.outcome());
        expect(moved(start, middle)).toEqual(moved(middle, end));
      }),
      { numRuns: 18, endOnFailure: true },
    );
  }, 240_000);

  it.each<[string, string[], object, string[]]>([
    ['a deletion after the release', ['L 28T09:00', 'P 29T10:00', 'D 30T10:00'], { status: 'cancelled' }, []],
    ['a deletion after the closing', ['P 29T10:00', 'R 30T10:00', 'D 31T10:00'], { status: 'closed' }, ['2021-12-30']],
    [
      ...(['a closing before the release', ['L 28T09:00', 'R 29T10:00', 'P 30T10:00']] as [string, string[]]),
      ...([{ status: 'closed', releasedAt: '2021-12-30T02:00:00.000Z' }, ['2021-12-29']] as [object, string[]]),
    ],
    [
      ...(['two closings', ['P 29T09:00', 'R 31T10:00', 'R 30T10:00']] as [string, string[]]),
      ...([{ status: 'closed', closedAt: '2021-12-30T02:00:00.000Z' }, ['2021-12-30']] as [object, string[]]),
    ],
    [
      ...(['a closing at the end of a Shanghai day', ['R 30T23:59', 'P 30T23:58', 'L 30T23:57']] as [string, string[]]),
      ...([{ status: 'closed' }, ['2021-12-30']] as [object, string[]]),
    ],
  ])('of %s', async (_, texts, status, days) => {
    const list = texts.map((text): Sent => {
      const [code = '', time = ''] = text.split(' ');
      return { code, time, entry: 0, named: 'id' };
    });
    const orders = [list, [...list].reverse(), [...list.slice(1), ...list, ...list.slice(0, 1)]];
    for (const order of orders) {
      const subject = await Subject.filed();
      for (const each of order) await subject.post([each]);
      expect(await seen(office, subject.id)).toMatchObject(status);
      expect((await facts(office, subject.id)).map(({ statDay }) => statDay)).toEqual(days);
    }
  });

  it('of a declaration that was filed again under a new number', async () => {
    const late: Sent[] = [
      { code: 'R', time: '30T10:00', entry: 2, named: 'id' },
      { code: 'P', time: '29T10:00', entry: 2, named: 'entry' },
      { code: 'L', time: '28T09:00', entry: 2, named: 'entry' },
    ];
    for (const order of [late, [...late].reverse(), [...late, ...EARLY, ...late]]) {
      const subject = await Subject.filed();
      await subject.post(EARLY);
      await subject.fileAgain();
      for (const each of order) await subject.post([each]);
      expect(await seen(office, subject.id)).toMatchObject({ status: 'closed', entryId: subject.numbers[1] });
      expect(await facts(office, subject.id)).toMatchObject([{ statDay: '2021-12-30' }]);
    }
  });

  it('of a declaration in its second version', async () => {
    const list: Sent[] = ['L 28T09:00', 'P 29T10:00', 'R 30T10:00'].map((text) => {
      const [code = '', time = ''] = text.split(' ');
      return { code, time, entry: 0, named: 'id' };
    });
    const outcomes: unknown[] = [];
    for (const amendedAfter of [1, 2, 3]) {
      const subject = await Subject.filed();
      await subject.post(list.slice(0, amendedAfter));
      await ask(subject.id, amend(CHEAPER));
      await decide(subject.id, 1).expect(200);
      for (const each of [...list].reverse()) await subject.post([each]);
      const { status, version, closedAt } = await seen(office, subject.id);
      outcomes.push({ status, version, closedAt, booked: await facts(office, subject.id) });
    }
    expect(outcomes[0]).toMatchObject({ status: 'closed', version: 2, booked: [{ statDay: '2021-12-30' }] });
    expect(outcomes).toEqual([outcomes[0], outcomes[0], outcomes[0]]);
  });
});
