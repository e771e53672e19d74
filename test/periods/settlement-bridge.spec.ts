import { SYSTEM } from '../../src/platform/database/actor.js';
import { newId } from '../../src/vocabulary/id.js';
import type { BridgeStep, Figures } from '../../src/settlement/domain/statement.js';
import type { StepEntry } from '../../src/settlement/bridge.query.js';
import type { StatementHead } from '../../src/settlement/frozen-statements.query.js';
import { Given } from '../support/trade/given.js';
import { aMoment } from '../support/trade/declaring.js';
import { useOffice, type Who } from '../support/office.js';
import { noon, WeekLife } from '../support/trade/week-life.js';

const office = useOffice({ at: '2026-11-09T02:00:00Z' });
const given = new Given(office);
const weekLife = new WeekLife(office);
const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}`;

async function statement(week: string, broker: 'brokerA' | 'brokerB' | null) {
  const { body } = await office.as('officer').get(`/v1/settlements?market=KQ-CTC&week=${week}`).expect(200);
  const id = broker === null ? null : office.people.organisations[broker];
  return (body.items as StatementHead[]).find((one) => one.broker === id);
}
const period = (week: string) => `/v1/periods/weekly-settlement/KQ-CTC/${week}`;
const preview = (week: string, broker?: string) =>
  office.as('officer').get(`${period(week)}/preview${broker === undefined ? '' : `?broker=${broker}`}`);
const rerun = (week: string, reason = '海关补发结关回执', who: Who = 'officer') =>
  office
    .as(who)
    .post(`${period(week)}/rerun`)
    .send({ reason });
const get = async (who: Who, url: string, status = 200) => (await office.as(who).get(url).expect(status)).body;
const differencesOf = async (week: string, number: number) =>
  (await get('officer', `${period(week)}/revisions/${number}`)).items;
const stepsOf = (head: Figures | undefined) =>
  Object.fromEntries(
    (head?.bridge ?? []).map(({ step, declarations, valueCny }: BridgeStep) => [step, [declarations, valueCny]]),
  );

/** 2026-W46 is 9 to 15 November. */
beforeAll(async () => {
  await given.followUp('KQ-CTC', null);
  const item = (cny: string, usd: string) => ({ items: [{ to: 'NGA', cny, usd }], reference: `R-${cny}` });
  const all = { filed: noon(day(9)), released: noon(day(10)), closed: noon(day(11)) };
  await given.declaration({ ...all, ...item('100.00', '14.00') });
  await given.declaration({ filed: noon(day(9)), ...item('20.01', '3.00') });
  await given.declaration({ filed: noon(day(9)), released: noon(day(12)), ...item('3.02', '0.40') });
  await given.declaration({ filed: noon(day(5)), released: noon(day(12)), ...item('0.30', '0.04') });
  await given.declaration({
    filed: noon(day(3)),
    released: noon(day(6)),
    closed: noon(day(13)),
    ...item('0.07', '0.01'),
  });
  for (const age of [8, 14, 15, 30, 31])
    await given.declaration({
      filed: noon('2026-10-01'),
      released: new Date(Date.parse(noon(day(15))) - age * 86_400_000).toISOString(),
      ...item(`${age}.00`, '1.00'),
    });
  await given.declaration({ ...all, broker: 'brokerB', ...item('5.00', '0.70') });
  office.clock.goTo('2026-11-16T07:00:00+08:00');
  await weekLife.settle('2026-W46');
});

describe('the bridge of a statement', () => {
  it('leads from declared over released and closed to settled, to the cent', async () => {
    const head = await statement('2026-W46', 'brokerA');
    expect(head).toMatchObject({
      declared: { declarations: 3, valueCny: '123.03' },
      released: { declarations: 3, valueCny: '103.32' },
      closed: { declarations: 2, valueCny: '100.07' },
      settled: { declarations: 2, valueCny: '100.07' },
    });
    expect(stepsOf(head)).toEqual({
      'not-released': [-1, '-20.01'],
      'declared-earlier': [1, '0.30'],
      'not-closed': [-2, '-3.32'],
      'released-earlier': [1, '0.07'],
      'book-differs': [0, '0.00'],
      'late-closing': [0, '0.00'],
      amendment: [0, '0.00'],
      cancellation: [0, '0.00'],
      correction: [0, '0.00'],
    });
  });

  it('has the ages of what is released and not closed, at both sides of each limit', async () => {
    expect((await statement('2026-W46', 'brokerA'))?.releasedNotClosed).toEqual([
      { age: '0-7', declarations: 2, valueCny: '3.32', valueUsd: '0.44' },
      { age: '8-14', declarations: 2, valueCny: '22.00', valueUsd: '2.00' },
      { age: '15-30', declarations: 2, valueCny: '45.00', valueUsd: '2.00' },
      { age: '31+', declarations: 1, valueCny: '31.00', valueUsd: '1.00' },
    ]);
  });

  it('names the declarations behind a step, page by page, and they add up to it', async () => {
    const head = await statement('2026-W46', 'brokerA');
    const found: StepEntry[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path = `/v1/settlements/${head?.id}/bridge/not-closed?limit=1${cursor && `&cursor=${cursor}`}`;
      const { body } = await office.as('brokerA').get(path).expect(200);
      expect(body).toMatchObject({
        step: 'not-closed',
        from: 'released',
        to: 'closed',
        declarations: -2,
        valueCny: '-3.32',
      });
      found.push(...(body.items as StepEntry[]));
      cursor = body.nextCursor as string | null;
    }
    expect(found.map(({ reference, valueCny, declarations }) => [reference, valueCny, declarations]).sort()).toEqual([
      ['R-0.30', '-0.30', -1],
      ['R-3.02', '-3.02', -1],
    ]);
  });

  it('shows a broker nothing of another firm’s, and nobody a step there is not', async () => {
    const [own, market] = [await statement('2026-W46', 'brokerB'), await statement('2026-W46', null)];
    await office.as('brokerA').get(`/v1/settlements/${own?.id}/bridge/not-closed`).expect(404);
    await office.as('brokerA').get(`/v1/settlements/${market?.id}/bridge/not-closed`).expect(404);
    await office.as('officerElsewhere').get(`/v1/settlements/${market?.id}/bridge/not-closed`).expect(404);
    await office.as('officer').get(`/v1/settlements/${market?.id}/bridge/nothing`).expect(404);
    await office.as('officer').get(`/v1/settlements/${market?.id}/bridge/not-closed?cursor=x`).expect(400);
    await office.as('officer').get(`/v1/settlements/${market?.id}/bridge/not-closed?kind=x`).expect(400);
  });
});

describe('a preview', () => {
  it('shows the running week as it is, and writes nothing', async () => {
    office.clock.goTo('2026-11-18T10:00:00+08:00');
    await given.declaration({
      filed: noon(day(16)),
      released: noon(day(17)),
      items: [{ to: 'KEN', cny: '9.00', usd: '1.00' }],
    });
    const { body } = await preview('2026-W47', office.people.organisations.brokerA).expect(200);
    expect(body).toMatchObject({ market: 'KQ-CTC', period: '2026-W47', isOver: false, excluded: [] });
    expect(body.content.statement).toMatchObject({ declared: { declarations: 1, valueCny: '9.00' }, lines: [] });
    expect(body.content.statement.releasedNotClosed[0]).toMatchObject({ age: '0-7', declarations: 3 });
    expect(await statement('2026-W47', null)).toBeUndefined();
    expect(await office.rows("SELECT 1 FROM settlement_week WHERE week = '2026-W47'")).toEqual([]);
  });

  it('of a settled week is the frozen one, digest and all, while nothing has come in', async () => {
    const { body } = await preview('2026-W46').expect(200);
    const frozen = await statement('2026-W46', null);
    expect(body.content.statement.digest).toBe(frozen?.digest);
    expect(body.content.firms).toHaveLength(2);
  });

  it('is refused for weeks to come, other offices and firms with nothing to state', async () => {
    expect((await preview('2026-W48').expect(400)).body.violations[0]).toMatchObject({
      code: 'period-not-begun',
      pointer: '/path/period',
    });
    expect((await preview('2026-W47', newId()).expect(400)).body.violations[0].pointer).toBe('/query/broker');
    await get('officer', '/v1/periods/weekly-settlement/XX-XXX/2026-W47/preview', 404);
    await get('officerElsewhere', `${period('2026-W47')}/preview`, 404);
    await get('brokerA', `${period('2026-W47')}/preview`, 403);
  });
});

describe('a re-run', () => {
  it('finds no difference while nothing has come in', async () => {
    expect((await rerun('2026-W46').expect(201)).body).toMatchObject({
      ...{ number: 2, difference: { statements: 0 }, madeBy: 'officer' },
    });
  });

  it('says what differs and why, and leaves the frozen statements as they are', async () => {
    const before = await statement('2026-W46', 'brokerA');
    const [{ id } = { id: '' }] = await office.rows<{ id: string }>(
      "SELECT id FROM declaration WHERE reference = 'R-0.30'",
    );
    await given.closing(id, {
      filed: noon(day(5)),
      closed: noon(day(15)),
      items: [{ to: 'NGA', cny: '0.30', usd: '0.04' }],
    });
    const { body } = await rerun('2026-W46').expect(201);
    expect(body).toMatchObject({ number: 3, difference: { statements: 2 } });
    const differences = await differencesOf('2026-W46', 3);
    expect(differences).toHaveLength(2);
    const firm = differences[1];
    expect(firm).toMatchObject({ broker: office.people.organisations.brokerA, frozenDigest: before?.digest });
    expect(firm.changes).toEqual(
      expect.arrayContaining([
        { figure: 'closed.valueCny', frozen: '100.07', now: '100.37' },
        { figure: 'bridge.not-closed.valueCny', frozen: '-3.32', now: '-3.02' },
        { figure: 'releasedNotClosed.0-7.declarations', frozen: '2', now: '1' },
        { figure: 'lines.week.2026-W46.NGA.valueCny', frozen: '100.07', now: '100.37' },
      ]),
    );
    const booked = { kind: 'booked', name: 'closing', bookedIn: '2026-W47', declarations: 1 };
    expect(firm.reasons).toEqual([{ ...booked, valueCny: '0.30', valueUsd: '0.04' }]);
    expect(differences[0]).toMatchObject({ broker: null, reasons: firm.reasons });
    expect(await statement('2026-W46', 'brokerA')).toEqual(before);
    const list = (query: string) => get('officer', `${period('2026-W46')}/revisions?${query}`);
    const first = await list('limit=2');
    expect(first.items).toMatchObject([{ number: 1, official: true, difference: null }, { number: 2 }]);
    const next = await list(`cursor=${first.nextCursor}`);
    expect(next.items).toEqual([body]);
  });

  it('is done once under an Idempotency-Key, and two at once get two numbers', async () => {
    const once = () => rerun('2026-W46').set('Idempotency-Key', 'again').expect(201);
    const [first, second] = [await once(), await once()];
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotency-replayed']).toBe('true');
    const both = await Promise.all([rerun('2026-W46').expect(201), rerun('2026-W46').expect(201)]);
    expect(both.map(({ body }) => body.number as number).sort()).toEqual([5, 6]);
  });

  it('is refused where nothing is settled, without a reason, and to others', async () => {
    await rerun('2026-W47').expect(404);
    await rerun('2026-W99').expect(404);
    await rerun('2026-W46', '').expect(400);
    await rerun('2026-W46', 'x', 'officerElsewhere').expect(404);
    await rerun('2026-W46', 'x', 'brokerA').expect(403);
  });
});

describe('a firm whose data are bad', () => {
  const spoil = (id: string, cny: string) =>
    office.database.transaction(SYSTEM, (tx) => tx.run('UPDATE declaration SET fob_cny = $2 WHERE id = $1', [id, cny]));
  let spoilt = '';

  /** Requests that get as far as writing before the first of them may: what was read without a lock is out of date by then. */
  async function together<T>(requests: (() => Promise<T>)[]): Promise<T[]> {
    let running: Promise<T>[] = [];
    await office.database.transaction(SYSTEM, async (tx) => {
      await tx.rows('SELECT 1 FROM organisation WHERE id = $1 FOR UPDATE', [office.people.organisations.brokerA]);
      running = requests.map((request) => request());
      await aMoment();
    });
    return Promise.all(running);
  }

  it('is excluded with its reason and stops nobody else’s statement', async () => {
    const all = {
      filed: noon(day(17)),
      released: noon(day(17)),
      closed: noon(day(18)),
      items: [{ to: 'NGA', cny: '50.00', usd: '7.00' }],
    };
    spoilt = (await given.declaration(all)).id;
    await given.declaration({ ...all, broker: 'brokerB' });
    // What a repair by hand may leave behind: the row says another value than the book.
    await spoil(spoilt, '49.99');
    office.clock.goTo('2026-11-23T07:00:00+08:00');
    await weekLife.settle('2026-W47');
    expect(await statement('2026-W47', 'brokerA')).toBeUndefined();
    expect(await statement('2026-W47', 'brokerB')).toMatchObject({ closed: { valueCny: '50.00' } });
    expect(await statement('2026-W47', null)).toMatchObject({ closed: { declarations: 2, valueCny: '100.00' } });
    const { body } = await office
      .as('officer')
      .get(`${period('2026-W47')}/excluded`)
      .expect(200);
    expect(body.items).toMatchObject([
      { reason: 'book-differs', figures: { declarations: 1, declarationId: spoilt }, includedAt: null },
    ]);
    const [run] = await office.rows<{ result: object }>("SELECT result FROM period_run WHERE period = '2026-W47'");
    expect(run?.result).toMatchObject({ statements: 2, excluded: 1 });
    await spoil(spoilt, '50.00');
  });

  it('is stated once its data are right: once, also when two ask at the same time', async () => {
    const retry = async () => office.as('officer').post(`${period('2026-W47')}/retry`);
    const both = await together([retry, retry]);
    expect(both.map(({ status, body }) => [status, body.included]).sort()).toEqual([
      [202, 1],
      [409, undefined],
    ]);
    const head = await statement('2026-W47', 'brokerA');
    expect(head).toMatchObject({
      run: 2,
      closed: { declarations: 1, valueCny: '50.00' },
      adjustments: { valueCny: '0.30' },
    });
    const { body } = await office
      .as('officer')
      .get(`${period('2026-W47')}/excluded`)
      .expect(200);
    expect(body.items).toMatchObject([{ includedAt: head?.finishedAt }]);
  });

  it('may be one that does not exist: a receipt that names it waits for the market, and a week is settled all the same', async () => {
    office.clock.goTo('2026-11-25T10:00:00+08:00');
    const { id } = await given.parkedReceipt({ receivedAt: noon(day(24)) });
    await office.database.transaction(SYSTEM, (tx) =>
      tx.run('UPDATE receipt SET broker_id = $2 WHERE id = $1', [id, newId()]),
    );
    office.clock.goTo('2026-11-30T07:00:00+08:00');
    await weekLife.settle('2026-W48');
    expect((await statement('2026-W48', null))?.openItems.byKind).toMatchObject({ 'receipt-parked': 1 });
  });
});
