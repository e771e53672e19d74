import type { ClearanceRun } from '../../src/clearance/clearance.query.js';
import { dayAsked } from '../../src/clearance/day-before.query.js';
import { countsOf } from '../../src/clearance/day-counts.query.js';
import { Markets } from '../../src/markets/markets.service.js';
import { KINDS, type KindOfItem, OPEN_ITEM_KINDS, type OpenItemKind } from '../../src/vocabulary/open-item-kinds.js';
import type { Day } from '../../src/vocabulary/period.js';
import { Given } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';

const office = useOffice({ at: '2026-11-09T02:00:00Z' });
const given = new Given(office);

/** A moment of 2026 in Asia/Shanghai. */
const at = (monthDay: string, time = '10:00'): string => new Date(`2026-${monthDay}T${time}:00+08:00`).toISOString();

/** The kind that is not there yet when day, week and month are closed. The lists are the product's own. */
const KIND: OpenItemKind = 'returned-not-refiled';
const FIRST_DAY = '2026-12-03';
const kinds = OPEN_ITEM_KINDS as OpenItemKind[];
const place = kinds.indexOf(KIND);
const declared = KINDS[KIND];
const countFrom = (since: Day | null): void => {
  (KINDS as Record<OpenItemKind, KindOfItem>)[KIND] = { ...declared, since };
};

const DAY_RUN = '/v1/clearance-runs/KQ-CTC/2026-11-10';
const periods = {
  day: '/v1/periods/daily-clearance/KQ-CTC/2026-11-10',
  week: '/v1/periods/weekly-settlement/KQ-CTC/2026-W46',
  month: '/v1/periods/monthly-reminder/KQ-CTC/2026-11',
};
const officer = () => office.as('officer').set('Accept-Encoding', 'identity');
const read = async (path: string) => (await officer().get(path).expect(200)).body;

async function goTo(moment: string): Promise<void> {
  office.clock.goTo(moment);
  await office.tick();
  await office.drain();
}

async function paper(path: string): Promise<string> {
  const answer = await officer()
    .get(path)
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    })
    .expect(200);
  return (answer.body as Buffer).toString('base64');
}

/** The results of a day, a week and a month with all that is printed of them. */
async function stated() {
  const { items } = await read('/v1/settlements?market=KQ-CTC&week=2026-W46');
  const files = (items as { id: string }[]).flatMap(({ id }) =>
    ['pdf', 'xlsx', 'csv'].map((format) => paper(`/v1/settlements/${id}?format=${format}`)),
  );
  return {
    ...{ day: await read(DAY_RUN), proof: await read(`${DAY_RUN}/proof`), statements: items },
    ...{ files: await Promise.all(files), reminders: await read('/v1/reminders?month=2026-11&market=KQ-CTC') },
  };
}

const rerun = async (path: string) =>
  (await office.as('officer').post(`${path}/rerun`).send({ reason: 'a kind was added' }).expect(201)).body;
const dayOf = (day: string): Promise<ClearanceRun & { items: { kind: string; openedAt: string }[] }> =>
  read(`/v1/clearance-runs/KQ-CTC/${day}`);
const kindsIn = (items: readonly { kind: string }[]): string[] => items.map(({ kind }) => kind);

let before: Awaited<ReturnType<typeof stated>>;

beforeAll(async () => {
  kinds.splice(place, 1);
  await given.followUp('KQ-CTC', '2026-11-10');
  await given.declaration({ filed: at('11-09'), returned: at('11-10') });
  await given.declaration({ filed: at('11-10') });
  await given.declaration({ filed: at('11-10'), released: at('11-11') });
  await given.declaration({ filed: at('10-14'), released: at('10-15') });
  // Returned and filed again before the kind is counted: it never is.
  await given.declaration({
    before: [{ filed: at('12-01'), returned: at('12-02', '21:00') }],
    filed: at('12-02', '22:00'),
  });
  await goTo(at('12-01', '09:00'));
  before = await stated();
  kinds.splice(place, 0, KIND);
  countFrom(FIRST_DAY);
});

afterAll(() => {
  if (!kinds.includes(KIND)) kinds.splice(place, 0, KIND);
  countFrom(declared.since);
});

describe('a kind of open item that is added with a first day', () => {
  it('changes no result that was stated before, no proof and no byte of a paper', async () => {
    expect(before).toMatchObject({ day: { carriedOver: 3 }, statements: [{}, {}], reminders: { items: [{}] } });
    expect(before.files).toHaveLength(6);
    expect(await stated()).toEqual(before);
  });

  it('makes no difference to a rerun of what was stated', async () => {
    const none = { added: 0, gone: 0, changed: 0, moved: 0 };
    expect(await rerun(periods.day)).toMatchObject({
      ...{ digest: before.day.digest, difference: none },
      result: { settingsChanged: false },
    });
    expect((await rerun(periods.week)).difference).toEqual({ statements: 0 });
    expect((await rerun(periods.month)).difference).toEqual({ reminders: 0 });
  });

  it('is in no list and on no board before its first day, and in both from then on', async () => {
    const seen = async () => [
      kindsIn((await read('/v1/open-items?market=KQ-CTC')).items).includes(KIND),
      kindsIn((await read('/v1/board?market=KQ-CTC')).openItems.byKind).includes(KIND),
    ];
    await goTo(at('12-02', '23:59'));
    expect(await seen()).toEqual([false, false]);
    await goTo(at('12-03', '00:00'));
    expect(await seen()).toEqual([true, true]);
  });

  it('is opened on its first day since when it is open, and carried over from then on', async () => {
    await goTo(at('12-04', '20:30'));
    const [last, first, second] = [await dayOf('2026-12-02'), await dayOf('2026-12-03'), await dayOf('2026-12-04')];
    expect(kindsIn(last.items)).not.toContain(KIND);
    expect(first).toMatchObject({ broughtForward: last.carriedOver, opened: 2, cleared: 1 });
    expect(first.items.filter(({ kind }) => kind === KIND)).toMatchObject([{ openedAt: at('11-10') }]);
    expect(second).toMatchObject({ broughtForward: first.carriedOver, opened: 0, cleared: 0 });
  });

  it('is opened on its first day too where the day before was never run', async () => {
    const { broughtForward, opened, cleared, carriedOver, digest } = await dayOf('2026-12-03');
    const counts = await given.system(async (tx) => {
      const market = await office.get(Markets).ofQuery(tx, 'KQ-CTC');
      if (!market) throw new Error('There is no market.');
      const asked = await dayAsked(tx, market, '2026-12-03', at('12-03', '20:00'));
      return countsOf(tx, { ...asked, previousRun: null });
    });
    expect(counts).toEqual({ broughtForward, opened, cleared, carriedOver, digest });
  });

  it('would change all of them if it were counted from the beginning', async () => {
    countFrom(null);
    expect((await rerun(periods.day)).difference).toMatchObject({ added: 1 });
    expect((await rerun(periods.week)).difference.statements).toBeGreaterThan(0);
    expect((await rerun(periods.month)).difference.reminders).toBeGreaterThan(0);
    countFrom(FIRST_DAY);
  });
});
