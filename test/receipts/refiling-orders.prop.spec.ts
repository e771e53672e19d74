import fc from 'fast-check';
import { type Answer, declaration, drafted, post, seen, submit } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { entryId, facts, receipt } from '../support/trade/receiving.js';

const office = useOffice({ at: '2021-12-28T00:00:00Z' });

beforeAll(() => putRates(office));

/** A receipt, with what it names the declaration by each time it is sent, and how many steps late it arrives; or a refiling. */
interface Step {
  readonly code: 'refile' | 'L' | 'E' | 'Z' | 'C' | 'P' | 'R';
  readonly namings: readonly Naming[];
  readonly late: number;
}
type Naming = 'id' | 'reference' | 'id and number' | 'number';

const HOURS_BETWEEN = 5;
/** The time of a step in Shanghai, as "28T13:00"; the steps of a story lie on several days. */
const timeOf = (index: number): string => {
  const hours = 9 + index * HOURS_BETWEEN;
  return `${28 + Math.floor(hours / 24)}T${String(hours % 24).padStart(2, '0')}:00`;
};

const namings = fc.array(fc.constantFrom<Naming[]>('id', 'reference', 'id and number', 'number'), {
  minLength: 1,
  maxLength: 3,
});
const step = (...codes: Step['code'][]): fc.Arbitrary<Step> =>
  fc.record({ code: fc.constantFrom(...codes), namings, late: fc.constantFrom(0, 0, 1, 2, 4) });
/** Begins with a return, what came after it, and a refiling; the first receipt says whose the customs number is. */
const story = fc.record({
  steps: fc
    .tuple(
      fc.constant<Step>({ code: 'L', namings: ['id and number'], late: 0 }),
      fc.record({ code: fc.constantFrom('E' as const, 'Z' as const), namings, late: fc.constant(0) }),
      fc.record({
        code: fc.constantFrom('E' as const, 'Z' as const, 'L' as const, 'P' as const),
        namings,
        late: fc.nat({ max: 3 }),
      }),
      fc.constant<Step>({ code: 'refile', namings: ['id'], late: 0 }),
      fc.array(step('refile', 'L', 'E', 'Z', 'C', 'P', 'R', 'R'), { minLength: 1, maxLength: 5 }),
    )
    .map(([first, back, between, again, rest]) => [first, back, between, again, ...rest]),
  /** The day it names as the one it was filed on; without one it is that of each submission. */
  declaredOn: fc.constantFrom('2021-12-27', '2021-12-27', undefined),
});

class Life {
  private readonly number = entryId();

  private constructor(private readonly declaration: Answer) {}

  static async filed(declaredOn: string | undefined): Promise<Life> {
    office.clock.stopAt('2021-12-28T00:00:00Z');
    const draft = await drafted(office, declaration({ declaredOn }));
    return new Life((await submit(office, draft).expect(200)).body as Answer);
  }

  async receive({ code, namings: ways }: Step, at: number): Promise<string[]> {
    const { id, reference } = this.declaration;
    const names = {
      ...{ id: { declarationId: id }, reference: { reference } },
      ...{ 'id and number': { declarationId: id, entryId: this.number }, number: { entryId: this.number } },
    };
    const results = await post(
      office,
      ways.map((way) => receipt(code, timeOf(at), names[way])),
    );
    return results.map(({ result }) => result);
  }

  /** Whether it was returned, and so could be filed again. */
  async refile(): Promise<boolean> {
    const present = await seen(office, this.declaration.id);
    if (present.status !== 'returned') return false;
    await submit(office, present).expect(200);
    return true;
  }

  /** Everything that follows from its facts but when they arrived, without its own names. */
  async outcome(): Promise<object> {
    const { id, reference } = this.declaration;
    const { revision, createdAt, updatedAt, findings, next, ...status } = await seen(office, id);
    const { body } = await office.as('officer').get(`/v1/declarations/${id}/timeline`).expect(200);
    const timeline = (body.items as { arrivedAt: string }[]).map(({ arrivedAt: _, ...entry }) => entry);
    const [row] = await office.rows('SELECT past_episodes FROM declaration WHERE id = $1', [id]);
    const text = JSON.stringify({ status, timeline, row, booked: await facts(office, id) });
    const names = [id, reference, this.number];
    return JSON.parse(names.reduce((all, name, index) => all.replaceAll(name, `#${index}`), text)) as object;
  }
}

const goTo = (index: number): void => office.clock.stopAt(`2021-12-${timeOf(index)}:00+08:00`);

/** Each fact arrives when it happens. Returns the steps at which it was filed again. */
async function inTime(life: Life, steps: readonly Step[]): Promise<Set<number>> {
  const refiled = new Set<number>();
  for (const [index, each] of steps.entries()) {
    goTo(index);
    if (each.code !== 'refile') await life.receive(each, index);
    else if (await life.refile()) refiled.add(index);
  }
  return refiled;
}

/**
 * A return that is recorded after a closing has no effect, whatever time it names: of these two alone the order of arrival matters, and
 * so a return that would arrive late and after a closing arrives in time.
 */
function consistent(steps: readonly Step[]): Step[] {
  const closings = steps.flatMap(({ code, late: delay }, index) => (code === 'R' ? [index + delay] : []));
  return steps.map((step, index) => {
    const isReturn = step.code === 'E' || step.code === 'Z';
    return isReturn && closings.some((arrival) => arrival < index + step.late) ? { ...step, late: 0 } : step;
  });
}

/** The same facts, some of them late. False where it is not known to be returned when it was filed again. */
async function late(life: Life, story: readonly Step[], refiled: ReadonlySet<number>): Promise<boolean> {
  const steps = consistent(story);
  const receipts = [...steps.entries()].filter(([, { code }]) => code !== 'refile');
  for (let now = 0; now <= steps.length + 4; now++) {
    goTo(now);
    for (const [index, each] of receipts) if (index + each.late === now) await life.receive(each, index);
    if (refiled.has(now) && !(await life.refile())) return false;
  }
  for (const [index, each] of [...receipts].reverse()) {
    expect(new Set(await life.receive(each, index))).toEqual(new Set(['duplicate']));
  }
  return true;
}

describe('a declaration that is filed again, once or more, on later days', () => {
  it('ends the same whenever its receipts arrive, how often, and whatever they name it by', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(story, async ({ steps, declaredOn }) => {
        const [ordered, disordered] = [await Life.filed(declaredOn), await Life.filed(declaredOn)];
        const refiled = await inTime(ordered, steps);
        if (!(await late(disordered, steps, refiled))) return;
        compared += 1;
        expect(await disordered.outcome()).toEqual(await ordered.outcome());
      }),
      { numRuns: 10, endOnFailure: true },
    );
    expect(compared).toBeGreaterThan(2);
  }, 120_000);
});
