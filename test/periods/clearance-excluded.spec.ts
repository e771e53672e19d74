import type { Board } from '../../src/board/board.query.js';
import type { ClearanceItem, ClearanceRun } from '../../src/clearance/clearance.query.js';
import type { DayRevision } from '../../src/clearance/day-revisions.query.js';
import type { Proof } from '../../src/clearance/proof.query.js';
import type { OpenItem } from '../../src/open-items/open-items.query.js';
import type { PeriodExclusion } from '../../src/periods/exclusions.repository.js';
import type { PeriodPreview } from '../../src/periods/previews.service.js';
import type { PeriodRevision } from '../../src/periods/revisions.repository.js';
import { newId } from '../../src/vocabulary/id.js';
import { digestOf } from '../support/trade/digest.js';
import { Given } from '../support/trade/given.js';
import { LEFT_NOT_LOADED } from '../support/trade/given-containers.js';
import { useOffice, type Who } from '../support/office.js';
import { asOwner } from '../support/owner.js';

const office = useOffice({ at: '2026-11-10T02:00:00Z' });
const given = new Given(office);
const RUNS = '/v1/clearance-runs';
const FIRMS = 500;
/** Containers of each firm that have left and are not loaded. */
const CONTAINERS = 2;
const RECEIPTS = 3;
const EVERYTHING = FIRMS * CONTAINERS + RECEIPTS;

type Run = ClearanceRun & { itemsTotal: number; items: ClearanceItem[]; revisions: DayRevision[] };

/** A moment of November 2026 in Asia/Shanghai. */
const at = (day: number, time = '10:00'): string => new Date(`2026-11-${day}T${time}:00+08:00`).toISOString();
const path = (day: number): string => `${RUNS}/KQ-CTC/2026-11-${day}`;
const period = (day: number): string => `/v1/periods/daily-clearance/KQ-CTC/2026-11-${day}`;
const get = async <T>(url: string, who: Who = 'officer'): Promise<T> =>
  (await office.as(who).get(url).expect(200)).body;
const cleared = (day: number): Promise<Run> => get(path(day));
const allExcluded = async (query = '', who: Who = 'officer') =>
  (await get<{ items: PeriodExclusion[] }>(`/v1/periods/excluded?${query}`, who)).items;
const rerun = async (day: number): Promise<PeriodRevision> =>
  (
    await office
      .as('officer')
      .post(`${period(day)}/rerun`)
      .send({ reason: 'Mended' })
      .expect(201)
  ).body;
const preview = (day: number) => get<PeriodPreview & { content: object }>(`${period(day)}/preview`);

async function runDay(day: number): Promise<Run> {
  office.clock.goTo(at(day, '20:00'));
  await office.tick();
  await office.drain();
  return cleared(day);
}

/** Firms with the same number of containers each, and receipts that are nobody's: one statement a table. */
const fill = () =>
  given.system(async (tx) => {
    await tx.run(
      `INSERT INTO organisation (id, kind, name, created_at)
       SELECT gen_random_uuid(), 'broker', '报关行 ' || n, $2::timestamptz FROM generate_series(1, $1::integer) n`,
      [FIRMS, at(10)],
    );
    await tx.run(
      `INSERT INTO shipment (id, broker_id, market, customs_office, container_number, container_number_valid, left_at, created_at, updated_at)
       SELECT gen_random_uuid(), o.id, 'KQ-CTC', '2906', 'CONT' || n || replace(o.name, '报关行 ', '-'), false, $1::timestamptz, $1, $1
       FROM organisation o CROSS JOIN generate_series(1, $2::integer) n WHERE o.name LIKE '报关行 %'`,
      [at(10, '11:00'), CONTAINERS],
    );
    await tx.run(LEFT_NOT_LOADED);
    for (let n = 0; n < RECEIPTS; n++) await given.parkedReceipt({ receivedAt: at(10, '12:00') });
  });

/** Makes one record of a firm impossible: no day can be counted from an instant that is none. Or mends it. */
const leftAt = (firm: number, value: string) =>
  given.system((tx) =>
    tx.run('UPDATE visit_span SET opened_at = $1 WHERE container_number = $2', [value, `CONT1-${firm}`]),
  );
const spoil = (firm: number) => leftAt(firm, '-infinity');
const mend = (firm: number) => leftAt(firm, at(10, '11:00'));
const firmOf = async (firm: number): Promise<string> =>
  (await office.rows<{ id: string }>('SELECT id FROM organisation WHERE name = $1', [`报关行 ${firm}`]))[0]?.id ?? '';
const load = (firm: number, day: number) =>
  given.system((tx) =>
    tx.run('UPDATE visit_span SET closed_at = $1 WHERE container_number = $2', [at(day), `CONT2-${firm}`]),
  );

beforeAll(async () => {
  await given.followUp('KQ-CTC', '2026-11-10');
  await fill();
  await given.system((tx) => tx.run('ANALYZE'));
});

describe('a firm whose data cannot be judged', () => {
  const REASON = expect.stringMatching(/infinite .*22008/) as string;

  it('is left out and named; every other firm’s day is cleared', async () => {
    expect(await runDay(10)).toMatchObject({ carriedOver: EVERYTHING, excluded: [] });
    await spoil(7);
    await load(8, 11);
    await given.shipment({ container: 'CSQU3054383', left_at: at(11) });
    office.clock.stopAt(at(11, '20:00'));
    const ahead = await preview(11);
    const run = await runDay(11);

    const broughtForward = EVERYTHING - CONTAINERS;
    expect(run).toMatchObject({
      state: 'finished',
      broughtForward,
      opened: 1,
      cleared: 1,
      carriedOver: broughtForward,
    });
    expect(run.excluded).toEqual([
      { broker: await firmOf(7), brokerName: '报关行 7', reason: REASON, broughtForward: CONTAINERS },
    ]);
    expect(run.items).toHaveLength(broughtForward);
    expect(new Set(run.items.map(({ broker }) => broker)).size).toBe(FIRMS - 1 + 2); // Of the broker’s new container, and nobody's.
    expect(run.items.filter(({ kind }) => kind === 'receipt-parked')).toHaveLength(RECEIPTS);
    expect(digestOf(run)).toBe(run.digest);
    const { opened, cleared: gone, carriedOver, excluded, digest, items } = run;
    expect(ahead).toMatchObject({ result: { broughtForward, opened, cleared: gone, carriedOver }, digest });
    expect(ahead.excluded).toEqual(
      excluded?.map(({ broughtForward: before, ...firm }) => ({ ...firm, figures: { broughtForward: before } })),
    );
    expect(ahead.content).toEqual({ itemsTotal: carriedOver, items });
  });

  it('keeps nobody else’s items from the list and the board, which name it', async () => {
    const left = EVERYTHING - CONTAINERS;
    const excluded = [{ broker: await firmOf(7), reason: REASON }];
    const board = await get<Board>('/v1/board?market=KQ-CTC');
    expect([board.openItems.total, board.excluded]).toEqual([left, excluded]);
    const of = async (firm: number) =>
      get<{ items: OpenItem[] }>(`/v1/open-items?market=KQ-CTC&broker=${await firmOf(firm)}`);
    expect(await of(7)).toEqual({ items: [], nextCursor: null, excluded });
    expect(await of(9)).toMatchObject({
      items: Array.from({ length: CONTAINERS }, () => ({ kind: 'left-not-loaded' })),
      excluded,
    });
  });

  it('stands in the ledger, the audit trail, the lists and the proof', async () => {
    const { id, excluded, revisions } = await cleared(11);
    const broker = await firmOf(7);
    expect((await get<{ result: unknown }>(period(11))).result).toMatchObject({
      excluded: 1,
    });
    const [entry] = await office.rows<{ detail: unknown }>(
      "SELECT detail FROM audit_entry WHERE action = 'clearance.finished' AND subject_id = $1",
      [id],
    );
    expect(entry?.detail).toMatchObject({ excluded: [{ broker, reason: REASON }] });
    const { items } = await get<{ items: Run[] }>(`${RUNS}?market=KQ-CTC`);
    expect(items.map((run) => [run.date, run.excluded])).toEqual([
      ['2026-11-11', excluded],
      ['2026-11-10', []],
    ]);
    const listed = {
      ...{ id: expect.any(String), kind: 'daily-clearance', market: 'KQ-CTC', period: '2026-11-11', revision: 1 },
      ...{ broker, brokerName: '报关行 7', reason: REASON, figures: { broughtForward: CONTAINERS }, attempts: 1 },
      ...{ excludedAt: revisions[0]?.finishedAt, includedAt: null },
    };
    expect(await allExcluded()).toEqual([listed]);
    expect(await allExcluded('kind=daily-clearance&market=KQ-CTC&period=2026-11-11')).toEqual([listed]);
    expect((await get<{ items: PeriodExclusion[] }>(`${period(11)}/excluded`)).items).toEqual([listed]);
    expect([await allExcluded('period=2026-11-10'), await allExcluded('', 'officerElsewhere')]).toEqual([[], []]);
    await office.as('brokerA').get('/v1/periods/excluded').expect(403);
    await office
      .as('officerElsewhere')
      .get(`${period(11)}/excluded`)
      .expect(404);
    await office.as('officer').get('/v1/periods/excluded?kind=daily-nonsense').expect(400);
    await office.as('officer').get('/v1/periods/excluded?cursor=WyJ4IiwieSJd').expect(400);
    await office
      .as('officer')
      .post(`${period(11)}/retry`)
      .expect(409);
    const proof = await get<Proof>(`${path(11)}/proof`);
    expect(proof).toMatchObject({ excluded, verification: { valid: true } });
    expect(proof.digestEncoding).toContain('["parked", broker, reason, broughtForward]');
    await office
      .as('officer')
      .post(`${path(11)}/sign-off`)
      .send({})
      .expect(201);
    const [signed] = await office.rows("SELECT detail FROM audit_entry WHERE action = 'clearance.signed-off'");
    expect(signed).toMatchObject({ detail: { excluded: 1 } });
  });

  it('is left out of the next day as well while it is as bad', async () => {
    const run = await runDay(12);
    const rest = EVERYTHING - CONTAINERS;
    expect(run).toMatchObject({ broughtForward: rest, opened: 0, cleared: 0, carriedOver: rest });
    expect(run.excluded).toMatchObject([{ brokerName: '报关行 7', broughtForward: CONTAINERS }]);
    expect(digestOf(run)).toBe(run.digest);
  });

  it('stands in a re-run once it is mended; the first result stays as it was', async () => {
    await mend(7);
    const official = await cleared(11);
    const later = await rerun(11);
    expect(later).toMatchObject({
      number: 2,
      result: { excluded: 0, broughtForward: EVERYTHING, carriedOver: EVERYTHING },
      difference: { added: CONTAINERS, gone: 0, changed: 0 },
    });
    const now = await cleared(11);
    expect({ ...now, revisions: official.revisions, signOffs: [] }).toEqual({ ...official, signOffs: [] });
    expect(now.revisions.map(({ revision, excluded }) => [revision, excluded.length])).toEqual([
      [1, 1],
      [2, 0],
    ]);
    const list = await allExcluded();
    expect(list.map(({ period: day, includedAt }) => [day, includedAt])).toEqual([
      ['2026-11-12', null],
      ['2026-11-11', later.madeAt],
    ]);
    const one = (await get<{ nextCursor: string }>('/v1/periods/excluded?limit=1')).nextCursor;
    expect(await allExcluded(`limit=1&cursor=${one}`)).toEqual(list.slice(1));
  });

  it('is brought forward by the day that can judge it again, not opened', async () => {
    const run = await runDay(13);
    expect(run).toMatchObject({
      broughtForward: EVERYTHING,
      opened: 0,
      cleared: 0,
      carriedOver: EVERYTHING,
      excluded: [],
    });
    expect((await preview(14)).result).toMatchObject({ broughtForward: EVERYTHING, opened: 0, cleared: 0 });
  });

  it('does not look as if its items were gone when a re-run cannot judge it', async () => {
    await spoil(7);
    const later = await rerun(13);
    expect(later).toMatchObject({
      difference: { added: 0, gone: 0, changed: 0 },
      result: { broughtForward: EVERYTHING - CONTAINERS, excluded: 1 },
    });
    expect(await allExcluded('period=2026-11-13')).toMatchObject([
      { revision: 2, brokerName: '报关行 7', figures: { broughtForward: CONTAINERS }, includedAt: null },
    ]);
    const { items } = await get<{ items: unknown[] }>(`${period(13)}/revisions/2`);
    expect(items).toEqual([]);
    await mend(7);
  });
});

describe('several whose data cannot be judged', () => {
  const spoilReceipts = (value: string) =>
    asOwner(office, 'UPDATE receipt SET received_at = $1 WHERE given_broker_id IS NULL', [value]);

  it('are all named: the first firm, the last, what is nobody’s, and what names a firm that is not there', async () => {
    const strange = newId();
    await given.system((tx) =>
      tx.run(
        `INSERT INTO receipt (id, channel, code, event_time, received_at, given_reference, given_broker_id, actor_name, customs_office, parked_reason)
         VALUES ($1, 'single-window', 'R', $2::timestamptz, '-infinity', 'X', $3, 'given', '2906', 'target-unknown')`,
        [newId(), at(13), strange],
      ),
    );
    await spoilReceipts('-infinity');
    const ids = [await firmOf(3), await firmOf(499)].sort();
    await spoil(3);
    await spoil(499);
    const run = await runDay(14);
    const rest = EVERYTHING - 2 * CONTAINERS - RECEIPTS;
    expect(run).toMatchObject({ broughtForward: rest, opened: 0, cleared: 0, carriedOver: rest });
    expect(run.excluded).toHaveLength(4);
    expect(run.excluded?.[0]).toMatchObject({
      broker: null,
      brokerName: null,
      broughtForward: RECEIPTS,
      reason: REASON_ANY,
    });
    expect(new Set(run.excluded?.map(({ broker }) => broker))).toEqual(new Set([null, strange, ...ids]));
    expect(run.excluded?.find(({ broker }) => broker === strange)).toMatchObject({
      brokerName: null,
      broughtForward: 0,
    });
    expect(digestOf(run)).toBe(run.digest);
    expect(await get<Proof>(`${path(14)}/proof`)).toMatchObject({ verification: { valid: true } });
  });

  it('all come back', async () => {
    await spoilReceipts(at(10, '12:00'));
    await asOwner(office, 'UPDATE receipt SET received_at = $1 WHERE given_broker_id IS NOT NULL', [at(13)]);
    await mend(3);
    await mend(499);
    const run = await runDay(15);
    expect(run).toMatchObject({ broughtForward: EVERYTHING + 1, opened: 0, cleared: 0, carriedOver: EVERYTHING + 1 });
    expect(run.excluded).toEqual([]);
    expect(await rerun(14)).toMatchObject({ result: { carriedOver: EVERYTHING + 1, opened: 1, excluded: 0 } });
  });
});

const REASON_ANY = expect.stringContaining('SQLSTATE 22') as string;
