import type { PeriodExclusion } from '../../src/periods/exclusions.repository.js';
import type { StatementHead } from '../../src/settlement/frozen-statements.query.js';
import type { Week } from '../../src/vocabulary/period.js';
import { Given } from '../support/trade/given.js';
import { LEFT_NOT_LOADED } from '../support/trade/given-containers.js';
import { useOffice } from '../support/office.js';
import { asOwner } from '../support/owner.js';
import { noon, WeekLife } from '../support/trade/week-life.js';

const office = useOffice({ at: '2026-11-09T02:00:00Z' });
const given = new Given(office);
const weekLife = new WeekLife(office);
/** With the two brokers of the office, one of which is excluded. */
const FIRMS = 500;
const OTHER_FIRMS = FIRMS - 1;
/** Things the other firms have open: a container each, or a declaration; and two receipts that are nobody's. */
const RECEIPTS = 2;

/** 2026-W46 is 9 to 15 November. */
const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}`;
const path = (week: Week) => `/v1/periods/weekly-settlement/KQ-CTC/${week}`;
const get = async <T>(url: string): Promise<T> => (await office.as('officer').get(url).expect(200)).body;
const post = async <T>(url: string, status: number, body: object = {}): Promise<T> =>
  (await office.as('officer').post(url).send(body).expect(status)).body;
const preview = async (week: Week) =>
  (
    await office
      .as('officer')
      .get(`${path(week)}/preview`)
      .expect(200)
  ).body;
const rerun = async (week: Week): Promise<object[]> => {
  const { number } = await post<{ number: number }>(`${path(week)}/rerun`, 201, { reason: '数据修复' });
  return (await get<{ items: object[] }>(`${path(week)}/revisions/${number}`)).items;
};
const retry = (week: Week) => post<{ included: number; excluded: number }>(`${path(week)}/retry`, 202);
const excludedOf = async (week: Week, query = '') =>
  get<{ items: PeriodExclusion[]; nextCursor: string | null }>(`${path(week)}/excluded${query}`);
const resultOf = async (week: Week) => (await get<{ result: object }>(path(week))).result;
const brokerA = () => office.people.organisations.brokerA;

async function statements(week: Week): Promise<StatementHead[]> {
  const found: StatementHead[] = [];
  for (let cursor = ''; ;) {
    const url = `/v1/settlements?market=KQ-CTC&week=${week}&limit=200${cursor}`;
    const { items, nextCursor } = await get<{ items: StatementHead[]; nextCursor: string | null }>(url);
    found.push(...items);
    if (nextCursor === null) return found;
    cursor = `&cursor=${nextCursor}`;
  }
}
const headOf = async (week: Week, broker: string | null) =>
  (await statements(week)).find((head) => head.broker === broker);

async function settle(week: Week, monday: number): Promise<void> {
  office.clock.goTo(`${day(monday)}T07:00:00+08:00`);
  await weekLife.settle(week);
}

/** Makes one record of a firm impossible, or mends it: no age can be counted from an instant that is none. */
const releasedAt = (value: string) =>
  given.system((tx) => tx.run('UPDATE declaration SET released_at = $2 WHERE id = $1', [spoilt, value]));
const receivedAt = (value: string) =>
  asOwner(office, "UPDATE receipt SET received_at = $1 WHERE parked_reason = 'target-unknown'", [value]);
let spoilt = '';

beforeAll(async () => {
  await given.followUp('KQ-CTC', null);
  await given.system(async (tx) => {
    await tx.run(
      `WITH firm AS (
         INSERT INTO organisation (id, kind, name, created_at)
         SELECT gen_random_uuid(), 'broker', '报关行 ' || n, $1::timestamptz FROM generate_series(1, $2::integer) n RETURNING id, name)
       INSERT INTO shipment (id, broker_id, market, customs_office, container_number, container_number_valid, left_at, created_at, updated_at)
       SELECT gen_random_uuid(), id, 'KQ-CTC', '2906', replace(name, '报关行 ', 'CONT-'), false, $1::timestamptz, $1, $1 FROM firm`,
      [noon(day(9)), FIRMS - 2],
    );
    await tx.run(LEFT_NOT_LOADED);
  });
  const all = { filed: noon(day(9)), released: noon(day(10)), items: [{ to: 'NGA', cny: '70.00', usd: '10.00' }] };
  await given.declaration({ ...all, closed: noon(day(11)) });
  spoilt = (await given.declaration(all)).id;
  await given.declaration({ ...all, broker: 'brokerB' });
  for (let n = 0; n < RECEIPTS; n++) await given.parkedReceipt({ receivedAt: noon(day(9)) });
  await given.system((tx) => tx.run('ANALYZE'));
});

describe('a firm whose open items cannot be counted', () => {
  const WEEK = '2026-W46';
  const DETAIL = expect.stringMatching(/infinite .*22008/) as string;
  const named = {
    reason: 'open-items-failed',
    figures: { detail: DETAIL, declarations: 0, declarationId: null },
  };

  it('is excluded with the reason; all others have their statements', async () => {
    await releasedAt('-infinity');
    office.clock.goTo(`${day(16)}T05:00:00+08:00`);
    const ahead = await preview(WEEK);
    await settle(WEEK, 16);
    expect(await resultOf(WEEK)).toMatchObject({ statements: OTHER_FIRMS + 1, excluded: 1 });
    const heads = await statements(WEEK);
    expect(heads.filter(({ broker }) => broker !== null)).toHaveLength(OTHER_FIRMS);
    expect(heads.some(({ broker }) => broker === brokerA())).toBe(false);
    const { items } = await excludedOf(WEEK);
    expect(items).toMatchObject([
      { broker: brokerA(), brokerName: expect.any(String), ...named, attempts: 1, includedAt: null },
    ]);
    expect(ahead.excluded).toEqual([{ broker: brokerA(), ...named }]);
    expect((ahead.content.firms as StatementHead[]).map(({ digest }) => digest).sort()).toEqual(
      heads.flatMap(({ broker, digest }) => (broker === null ? [] : digest)).sort(),
    );
    expect(ahead.content.statement.digest).toBe(heads[0]?.digest);
  });

  it('is in the market’s figures with what the book says, not with what it has open', async () => {
    const market = await headOf(WEEK, null);
    expect(market).toMatchObject({ declared: { declarations: 3 }, closed: { declarations: 1, valueCny: '70.00' } });
    expect(market?.openItems.byKind).toMatchObject({
      'released-not-closed': 1,
      'left-not-loaded': FIRMS - 2,
      'receipt-parked': RECEIPTS,
    });
  });

  it('waits on while it is as bad: a retry states nobody, and a re-run finds no difference', async () => {
    expect(await retry(WEEK)).toMatchObject({ included: 0, excluded: 1 });
    expect(await rerun(WEEK)).toEqual([]);
  });

  it('is stated once its data are right', async () => {
    await releasedAt(noon(day(10)));
    expect(await retry(WEEK)).toMatchObject({ included: 1, excluded: 0 });
    const head = await headOf(WEEK, brokerA());
    expect(head).toMatchObject({
      run: 2,
      closed: { valueCny: '70.00' },
      releasedNotClosed: [{ declarations: 1 }, {}, {}, {}],
    });
    expect((await excludedOf(WEEK)).items.filter(({ revision }) => revision === 1)).toMatchObject([
      { broker: brokerA(), attempts: 3, includedAt: head?.finishedAt },
    ]);
    expect(await statements(WEEK)).toHaveLength(FIRMS + 1);
    expect((await preview(WEEK)).excluded).toEqual([]);
  });

  it('is named with the reason by a re-run that finds it bad: it would have no statement now', async () => {
    await releasedAt('-infinity');
    expect(await rerun(WEEK)).toMatchObject([
      { broker: brokerA(), digest: null, reasons: [{ kind: 'excluded', name: 'open-items-failed', bookedIn: null }] },
    ]);
    await releasedAt(noon(day(10)));
  });
});

describe('what belongs to no firm', () => {
  const WEEK = '2026-W47';

  it('is excluded as well, and the market is stated without it', async () => {
    await receivedAt('-infinity');
    await releasedAt('-infinity');
    await settle(WEEK, 23);
    expect(await resultOf(WEEK)).toMatchObject({ statements: OTHER_FIRMS + 1, excluded: 2 });
    expect((await headOf(WEEK, null))?.openItems.byKind).toEqual({
      'left-not-loaded': FIRMS - 2,
      'released-not-closed': 1,
    });
    const { items, nextCursor } = await excludedOf(WEEK, '?limit=1');
    const next = await excludedOf(WEEK, `?limit=1&cursor=${nextCursor}`);
    const both = [...items, ...next.items].map(({ broker, brokerName }) => [broker, typeof brokerName]);
    expect(new Map(both as [string | null, string][])).toEqual(
      new Map([
        [null, 'object'],
        [brokerA(), 'string'],
      ]),
    );
    const { excluded } = await preview(WEEK);
    expect((excluded as PeriodExclusion[]).map(({ broker }) => broker).sort()).toEqual([brokerA(), null].sort());
  });

  it('waits for no statement of its own', async () => {
    await releasedAt(noon(day(10)));
    expect(await retry(WEEK)).toMatchObject({ included: 1, excluded: 1 });
    await receivedAt(noon(day(9)));
    expect(await rerun(WEEK)).toMatchObject([
      {
        broker: null,
        changes: expect.arrayContaining([
          { figure: 'openItems.byKind.receipt-parked', frozen: null, now: String(RECEIPTS) },
        ]),
      },
    ]);
  });
});

describe('a week that fails whatever firms it leaves out', () => {
  const WEEK = '2026-W48';

  it('is tried again as a whole, and has written nothing', async () => {
    await asOwner(
      office,
      `CREATE FUNCTION refuse_market() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'cursed'; END $$;
       CREATE TRIGGER refuse_market BEFORE INSERT ON settlement FOR EACH ROW EXECUTE FUNCTION refuse_market()`,
    );
    office.app.useLogger(false);
    await expect(settle(WEEK, 30)).rejects.toThrow('cursed');
    office.app.useLogger(['error']);
    const job = await get(path(WEEK));
    expect(job).toMatchObject({ state: 'due', attempts: 1, result: null, error: 'cursed' });
    expect([await statements(WEEK), (await excludedOf(WEEK)).items]).toEqual([[], []]);
    await asOwner(office, 'DROP TRIGGER refuse_market ON settlement');
  });
});
