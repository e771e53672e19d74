import type { ClearanceItem, ClearanceRun } from '../../src/clearance/clearance.query.js';
import { digestOf } from '../support/trade/digest.js';
import { Given } from '../support/trade/given.js';
import { useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2026-11-10T02:00:00Z' });
const given = new Given(office);
const DAY = '/v1/clearance-runs/KQ-CTC/2026-11-10';
const SHOWN = 5_000;
const OPEN = 5_003;
type Run = ClearanceRun & { itemsTotal: number; items: ClearanceItem[] };
type ItemsPage = { items: ClearanceItem[]; nextCursor: string | null };

const page = async (query: string): Promise<ItemsPage> =>
  (await office.as('officer').get(`${DAY}/items?${query}`).expect(200)).body;

beforeAll(async () => {
  await given.followUp('KQ-CTC', '2026-11-10');
  await given.system((tx) =>
    tx.run(
      `INSERT INTO receipt (id, channel, code, event_time, received_at, given_reference, actor_name, customs_office, parked_reason)
       SELECT gen_random_uuid(), 'single-window', 'R', $1::timestamptz, $1::timestamptz, 'P-' || number, 'given', '2906', 'target-unknown'
       FROM generate_series(1, $2::integer) AS number`,
      ['2026-11-10T01:00:00Z', OPEN - 1],
    ),
  );
  await given.declaration({ filed: '2026-11-10T01:00:00Z' });
});

describe('a day with more items than an answer should carry', () => {
  it('has none before it has run', async () => {
    office.clock.stopAt('2026-11-10T12:00:00Z');
    await office.tick();
    expect(await page('limit=5')).toEqual({ items: [], nextCursor: null });
    expect((await office.as('officer').get(DAY).expect(200)).body).toMatchObject({ itemsTotal: 0, items: [] });
  });

  it('shows the first of them and their number, in the run and in its preview', async () => {
    const preview = '/v1/periods/daily-clearance/KQ-CTC/2026-11-10/preview';
    const { body: ahead } = await office.as('officer').get(preview).expect(200);
    await office.drain();
    const run: Run = (await office.as('officer').get(DAY).expect(200)).body;
    expect([run.itemsTotal, run.carriedOver, run.items.length]).toEqual([OPEN, OPEN, SHOWN]);
    expect(ahead).toMatchObject({ content: { itemsTotal: OPEN }, digest: run.digest });
    expect(ahead.content.items).toEqual(run.items);
  });

  it('gives every item once, page by page, in the order its digest is made over', async () => {
    const run: Run = (await office.as('officer').get(DAY).expect(200)).body;
    const items: ClearanceItem[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const next: ItemsPage = await page(`limit=500${cursor === '' ? '' : `&cursor=${cursor}`}`);
      items.push(...next.items);
      cursor = next.nextCursor;
    }
    expect(items).toHaveLength(OPEN);
    expect(items.slice(0, SHOWN)).toEqual(run.items);
    expect(digestOf({ ...run, items })).toBe(run.digest);
  });

  it.each<[Who, string, number]>([
    ['brokerA', '', 403],
    ['officerElsewhere', '', 404],
    ['officer', '?cursor=WyJ4IiwieSJd', 400],
    ['officer', '?limit=501', 400],
    ['officer', '?kind=receipt-parked', 400],
  ])('answers %s asking for items%s with %d', async (who, query, status) => {
    await office.as(who).get(`${DAY}/items${query}`).expect(status);
  });
});
