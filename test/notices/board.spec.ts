import { kindsAt } from '../../src/vocabulary/open-item-kinds.js';
import fc from 'fast-check';
import type { Board } from '../../src/board/board.query.js';
import { BoardsService } from '../../src/board/boards.service.js';
import { type ItemCount, openItemFigures } from '../../src/board/domain/figures.js';
import type { OpenItem } from '../../src/open-items/open-items.query.js';
import { post, submitted } from '../support/trade/declaring.js';
import { Given, type GivenDeclaration } from '../support/trade/given.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';
import { receipt } from '../support/trade/receiving.js';
import { newContainerNumber, shipping } from '../support/trade/shipping.js';
import type { Instant } from '../../src/vocabulary/period.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });
const given = new Given(office);
const { open, report } = shipping(office);

beforeAll(() => putRates(office));

const board = async (who: Who = 'officer', market = 'KQ-CTC') =>
  (await office.as(who).get(`/v1/board?market=${market}`).expect(200)).body as Board;

/** Every page of what is open, as the same person sees it. */
async function openItems(who: Who): Promise<OpenItem[]> {
  const items: OpenItem[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const path = `/v1/open-items?market=KQ-CTC&limit=500${cursor && `&cursor=${cursor}`}`;
    const { body } = await office.as(who).get(path).expect(200);
    items.push(...(body.items as OpenItem[]));
    cursor = body.nextCursor as string | null;
  }
  return items;
}

const figuresOf = (items: readonly OpenItem[], at: Instant) =>
  openItemFigures(
    items.map(({ kind, level, overdue }): ItemCount => ({ kind, level, n: 1, overdue: Number(overdue) })),
    at,
  );

const asWaited = (one: OpenItem, other: OpenItem): number =>
  [one.openedAt, one.kind, one.subject.id].join(' ') < [other.openedAt, other.kind, other.subject.id].join(' ')
    ? -1
    : 1;

describe('the board of a market', () => {
  it('is all there before anything happens', async () => {
    const { at, ...empty } = await board();
    expect(at).toMatch(/^2021-12-28T04:/);
    expect(empty).toEqual({
      market: 'KQ-CTC',
      day: '2021-12-28',
      declarations: {
        total: 0,
        byStatus: { submitted: 0, accepted: 0, inspecting: 0, released: 0, closed: 0, returned: 0, cancelled: 0 },
        byLane: { green: 0, blue: 0, yellow: 0, red: 0 },
        laneLoweringsWaiting: 0,
      },
      shipments: {
        ...{ total: 0, arrived: 0, held: 0, sealAlarms: 0 },
        arrivedByHour: Array(24).fill(0),
        byStatus: {
          ...{ planned: 0, stuffed: 0, 'in-centre': 0, inspecting: 0 },
          ...{ released: 0, 'left-centre': 0, loaded: 0, departed: 0 },
        },
      },
      openItems: figuresOf([], at),
      oldestWaiting: [],
      alarms: [],
      trend: ['21', '22', '23', '24', '25', '26', '27'].map((day) => ({
        day: `2021-12-${day}`,
        total: null,
        byKind: null,
      })),
      excluded: [],
    });
    expect(empty.openItems.byKind).toHaveLength(kindsAt(at).length);
  });

  it('counts what was filed today by where it stands, and nothing of another day', async () => {
    const [waiting, accepted, closed] = [await submitted(office), await submitted(office), await submitted(office)];
    await post(office, [
      receipt('L', '28T11:30', { declarationId: accepted.id }),
      receipt('R', '28T11:40', { declarationId: closed.id, entryId: '290620210000000777' }),
    ]);
    await given.declaration({ filed: '2021-12-27T15:59:59.999Z' });
    await given.declaration({ filed: '2021-12-27T16:00:00.000Z', returned: '2021-12-28T01:00:00.000Z' });
    await given.declaration({ filed: '2021-12-28T01:00:00.000Z', market: 'YW-ICC', office: '2921' });
    const { declarations, openItems: figures, oldestWaiting } = await board();
    expect(declarations).toMatchObject({ total: 4, byStatus: { submitted: 1, accepted: 1, closed: 1, returned: 1 } });
    expect(figures.byKind[0]).toEqual({
      kind: 'submitted-without-receipt',
      ...{ total: 2, overdue: 0, byLevel: { day: 2, week: 0, month: 0 } },
    });
    expect(oldestWaiting.find(({ subject }) => subject.id === waiting.id)?.brokerName).toBe('柯桥甲报关行');
    const lanes = Object.values(declarations.byLane).reduce((sum, n) => sum + n, 0);
    // Declarations that a story gives have no lane: only what is submitted draws one.
    expect(lanes).toBe(3);
  });

  it('counts containers in the centre, those that came today, and those that are held', async () => {
    const [planned, here, held] = [await open(), await open(), await open()];
    const event = (code: string, time: string) => ({ code, eventTime: `2021-12-${time}:00.000Z` });
    await report(here.id, [event('GTIN', '28T01:00')]).expect(200);
    await report(held.id, [event('GTIN', '27T01:00'), event('CUSR', '28T03:00')]).expect(200);
    const hold = { reason: '重量不符', owner: '查验科', reviewOn: '2021-12-30' };
    await office.as('officer').post(`/v1/shipments/${held.id}/holds`).send(hold).expect(201);
    const left = { left_at: '2021-12-27T02:00:00Z', loaded_at: '2021-12-27T02:30:00Z' };
    for (const departed_at of ['2021-12-27T15:59:00Z', '2021-12-28T03:00:00Z']) {
      await given.shipment({ container: newContainerNumber(), ...left, departed_at });
    }
    const { shipments } = await board();
    expect(shipments).toMatchObject({
      // One was opened by the declaration that was submitted.
      ...{ total: 5, arrived: 1, held: 1, sealAlarms: 0 },
      // 01:00Z is nine in Shanghai.
      arrivedByHour: Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 1 : 0)),
      byStatus: { planned: 2, 'in-centre': 2, released: 0, departed: 1 },
    });
    expect(planned.status).toBe('planned');
  });

  it('shows beside today what each of the seven days before had open at its cut-off, once it is cleared', async () => {
    const day = '2021-12-27';
    await given.declaration({ filed: '2021-12-27T01:00:00.000Z' });
    // Owed since the closing; paid after the cut-off of the day.
    const { id } = await given.declaration({ filed: '2021-12-26T01:00:00.000Z', closed: '2021-12-27T02:00:00.000Z' });
    await given.payment(id, '2021-12-28');
    const run = await office.as('officer').post('/v1/clearance-runs').send({ market: 'KQ-CTC', date: day }).expect(202);
    await office.drain();
    const cleared = await office.as('officer').get(`/v1/clearance-runs/KQ-CTC/${day}`).expect(200);
    expect([run.body.date, cleared.body.state]).toEqual([day, 'finished']);
    for (const look of ['first', 'again']) {
      const { trend, openItems: figures } = await board();
      // What firms owe to tax office and bank no day clears; it was open all the same.
      expect([look, trend.at(-1)]).toMatchObject([look, { day, total: cleared.body.carriedOver + 2 }]);
      const totals = Object.fromEntries(trend.at(-1)?.byKind?.map(({ kind, total }) => [kind, total]) ?? []);
      expect(totals).toMatchObject({
        'submitted-without-receipt': 1,
        'exemption-filing-due': 1,
        'fx-receipt-missing': 1,
      });
      expect(Object.keys(totals)).toEqual(figures.byKind.map(({ kind }) => kind));
      expect(trend.slice(0, -1).map(({ total }) => total)).toEqual(Array(6).fill(null));
    }
  });

  it('is refused where it is none of theirs, and where the market is not there or not given', async () => {
    for (const path of ['/v1/board', '/v1/board/stream']) {
      for (const who of ['brokerA', 'analyst', 'channel'] as const) {
        await office.as(who).get(`${path}?market=KQ-CTC`).expect(403);
      }
      const missing = await office.as('officer').get(path).expect(400);
      expect(missing.body.violations).toMatchObject([{ code: 'required-missing', pointer: '/query/market' }]);
      const unknown = await office.as('officer').get(`${path}?market=XX-XXX`).expect(400);
      expect(unknown.body.violations).toMatchObject([{ code: 'market-unknown', pointer: '/query/market' }]);
      const more = await office.as('officer').get(`${path}?market=KQ-CTC&colour=red`).expect(400);
      expect(more.body.violations).toMatchObject([{ pointer: '/query/colour' }]);
      await office.as('officerElsewhere').get(`${path}?market=KQ-CTC`).expect(404);
      await office.as('officer').get(`${path}?market=YW-ICC`).expect(404);
    }
  });
});

describe('a look at the board', () => {
  const since = (seen: string | null) => office.get(BoardsService).since(office.actor('officer'), 'KQ-CTC', seen);

  it('counts nothing as long as nothing was committed, and always what was', async () => {
    let last = await since(null);
    expect(last.board?.market).toBe('KQ-CTC');
    // Others commit on the same server; between two looks one after the other sometimes nobody does.
    for (let count = 0; last.board !== null && count < 1_000; count++) last = await since(last.commits);
    expect(last.board).toBeNull();
    for (let count = 0; count < 20; count++) {
      await given.parkedReceipt({ receivedAt: '2021-12-28T03:00:00Z' });
      const before = last.commits;
      last = await since(before);
      expect(last.board?.openItems.byKind.find(({ kind }) => kind === 'receipt-parked')?.total).toBe(count + 1);
      expect(last.commits).not.toBe(before);
    }
  });

  it('does not overlook what was begun before it and is committed after it', async () => {
    const running = await new Promise<{ commit: () => Promise<void> }>((resolve) => {
      const done = given.system(async (tx) => {
        await tx.run(
          'UPDATE declaration SET revision = revision + 1 WHERE id = (SELECT min(id::text)::uuid FROM declaration)',
        );
        await new Promise<void>((go) => resolve({ commit: async () => (go(), await done) }));
      });
    });
    await given.parkedReceipt({ receivedAt: '2021-12-28T03:00:00Z' });
    const before = await since(null);
    await running.commit();
    expect((await since(before.commits)).board).not.toBeNull();
  });
});

const DAYS = 60;
const day = (count: number): string => new Date(Date.UTC(2021, 9, 29 + count, 3)).toISOString();
const times = fc
  .uniqueArray(fc.integer({ min: 0, max: DAYS }), { minLength: 1, maxLength: 5 })
  .map((days) => days.toSorted((one, other) => one - other).map(day));
const declaration: fc.Arbitrary<GivenDeclaration> = fc
  .tuple(times, fc.constantFrom('brokerA' as const, 'brokerB' as const), fc.constantFrom('2906', '2906', '2921'))
  .map(([[filed = day(0), accepted, released, closed, cancelled], broker, customs]) => ({
    ...{ broker, office: customs, filed },
    ...(accepted ? { accepted } : {}),
    ...(released ? { released } : {}),
    ...(closed ? { closed } : {}),
    ...(cancelled ? { cancelled } : {}),
  }));

describe('the figures of open items', () => {
  it('are those of /v1/open-items, for whoever looks and whenever', async () => {
    for (const one of fc.sample(declaration, { numRuns: 120, seed: 1039 })) {
      const { id } = await given.declaration(one);
      if (one.closed && one.broker === 'brokerA' && !one.cancelled) await given.payment(id, one.closed.slice(0, 10));
      if (one.closed && one.released && one.broker === 'brokerB') {
        await given.exemptionFiling(id, one.closed.slice(0, 10), 'brokerB');
      }
    }
    for (const count of [3, 17, 55]) {
      await given.shipment({ container: newContainerNumber(), opened_at: day(count), left_at: day(count) });
      await given.parkedReceipt({ receivedAt: day(count) });
      await given.parkedReceipt({ receivedAt: day(count), office: '2921' });
    }
    const seen = new Set<string>();
    for (const instant of [day(20), day(40), '2021-12-28T11:59:59Z', '2021-12-28T12:00:00Z', day(DAYS + 40)]) {
      office.clock.stopAt(instant);
      for (const who of ['officer', 'officer2', 'admin'] as const) {
        const items = await openItems(who);
        const { at, openItems: figures, oldestWaiting } = await board(who);
        expect(figures).toEqual(figuresOf(items, at));
        expect(oldestWaiting.map(({ brokerName: _, ...item }) => item)).toEqual(items.toSorted(asWaited).slice(0, 10));
        seen.add(JSON.stringify(figures));
      }
    }
    // The two officers see the same, the administrator more, and each time something else.
    expect(seen.size).toBe(10);
    office.clock.goTo('2021-12-28T04:00:00Z');
  });
});
