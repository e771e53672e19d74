import type { ClearanceItem, ClearanceRun } from '../../src/clearance/clearance.query.js';
import { digestOf } from '../support/trade/digest.js';
import { Given } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';

const office = useOffice({ at: '2026-11-10T02:00:00Z' });
const given = new Given(office);

/** A moment of November 2026 in Asia/Shanghai. */
const at = (day: number, time = '10:00'): string =>
  new Date(`2026-11-${String(day).padStart(2, '0')}T${time}:00+08:00`).toISOString();
const date = (day: number): string => at(day).slice(0, 10);

type Run = ClearanceRun & { items: ClearanceItem[] };

async function cleared(day: number): Promise<Run> {
  const { body } = await office
    .as('officer')
    .get(`/v1/clearance-runs/KQ-CTC/${date(day)}`)
    .expect(200);
  expect(body.state).toBe('finished');
  return body as Run;
}

/** The service as it is after so many days: everything that became due has run. */
async function goTo(moment: string): Promise<void> {
  office.clock.goTo(moment);
  await office.tick();
  await office.drain();
}

beforeAll(() => given.followUp('KQ-CTC', '2026-11-10'));

describe('the daily clearance', () => {
  it('freezes what was open at the cut-off, and ties from day to day', async () => {
    const early = await given.declaration({ filed: at(9), accepted: at(10, '09:00') });
    const waiting = await given.declaration({ filed: at(10), accepted: at(11, '09:00') });
    await given.declaration({ filed: at(10, '11:00'), accepted: at(10, '12:00') });
    await given.declaration({ filed: at(10, '20:01') });
    await goTo(at(10, '20:00'));
    const first = await cleared(10);
    expect(first).toMatchObject({
      broughtForward: 1,
      opened: 2,
      cleared: 2,
      carriedOver: 1,
      cutOffAt: at(10, '20:00'),
    });
    expect(first.items).toEqual([
      {
        kind: 'submitted-without-receipt',
        subject: { type: 'declaration', id: waiting.id, reference: waiting.reference },
        broker: office.people.organisations.brokerA,
        openedAt: at(10),
        dueAt: at(10, '20:00'),
        level: 'day',
        owner: 'officer',
        calendarPublished: true,
      },
    ]);
    expect(early.id).not.toBe(waiting.id);

    await goTo(at(11, '20:00'));
    const second = await cleared(11);
    expect(second).toMatchObject({ broughtForward: 1, opened: 1, cleared: 1, carriedOver: 1 });
    expect(second.broughtForward).toBe(first.carriedOver);
  });

  it('leaves a finished day as it is when a fact comes late, and counts it in the day that can know it', async () => {
    const before = await cleared(11);
    await given.declaration({ filed: at(9), released: at(10) });
    await goTo(at(12, '20:00'));
    expect(await cleared(11)).toEqual(before);
    expect(await cleared(12)).toMatchObject({ broughtForward: 1, opened: 1, cleared: 0, carriedOver: 2 });
  });

  it('carries an item over whose opening a late fact moves, and counts what opened and closed unknown to it', async () => {
    const { id } = await given.declaration({ filed: at(13, '08:00'), inspecting: at(13, '11:00') });
    const inspectAt = (eventTime: string) =>
      office
        .as('officer')
        .post('/v1/receipts')
        .send({ receipts: [{ channel: 'officer', code: 'inspect', declarationId: id, eventTime }] })
        .expect(200);
    await goTo(at(13, '20:30'));
    const before = await cleared(13);
    expect(before.items.find(({ subject }) => subject.id === id)).toMatchObject({ openedAt: at(13, '11:00') });
    await inspectAt(at(13, '10:00'));
    // Filed before the cut-off, received after it, and accepted the next day: opened and cleared in the day that can know it.
    await given.declaration({ filed: at(13, '19:00'), accepted: at(14, '09:00') });
    await goTo(at(14, '20:00'));
    const run = await cleared(14);
    expect(run).toMatchObject({ broughtForward: before.carriedOver, opened: 1, cleared: 1 });
    expect(run.items.find(({ subject }) => subject.id === id)).toMatchObject({ openedAt: at(13, '10:00') });
    const { body: again } = await office
      .as('officer')
      .post(`/v1/periods/daily-clearance/KQ-CTC/${date(13)}/rerun`)
      .send({ reason: 'An earlier receipt' })
      .expect(201);
    expect(again.difference).toEqual({ added: 1, gone: 0, changed: 0, moved: 1 });
    const { body } = await office
      .as('officer')
      .get(`/v1/periods/daily-clearance/KQ-CTC/${date(13)}/revisions/2`)
      .expect(200);
    expect(body.items.find(({ what }: { what: string }) => what === 'moved')).toMatchObject({
      official: { openedAt: at(13, '11:00') },
      later: { openedAt: at(13, '10:00') },
      facts: [{ code: 'inspect', eventTime: at(13, '10:00') }],
    });
  });

  it('gives the digest that anybody can compute from the answer', async () => {
    await given.declaration({ filed: at(14), reference: 'Q"uote\\ 柯桥' });
    await goTo(at(15, '20:00'));
    const run = await cleared(15);
    expect(run.items.some(({ subject }) => 'reference' in subject && subject.reference.startsWith('Q"uote'))).toBe(
      true,
    );
    expect(run.digest).toBe(digestOf(run));
  });

  it('counts a receipt that is parked and dismissed within a day as opened and as cleared', async () => {
    const before = await cleared(15);
    office.clock.stopAt(at(16, '10:00'));
    const { id } = await given.parkedReceipt({ receivedAt: at(16, '09:00') });
    office.clock.stopAt(at(16, '11:00'));
    await office.as('officer').post(`/v1/receipts/${id}/dismiss`).send({ reason: '重复' }).expect(200);
    await goTo(at(16, '20:00'));
    const { opened, cleared: gone, carriedOver, broughtForward } = await cleared(16);
    expect({ opened, gone, carriedOver, broughtForward }).toEqual({
      ...{ opened: 1, gone: 1, broughtForward: before.carriedOver, carriedOver: before.carriedOver },
    });
  });

  it('runs a market that has nothing to do, as one without a first day of follow-up', async () => {
    await given.followUp('KQ-CTC', null);
    await office.as('officer').post('/v1/clearance-runs').send({ market: 'KQ-CTC', date: '2020-01-06' }).expect(202);
    await office.drain();
    const { body } = await office.as('officer').get('/v1/clearance-runs/KQ-CTC/2020-01-06').expect(200);
    expect(body).toMatchObject({ state: 'finished', opened: 0, cleared: 0, carriedOver: 0, items: [] });
    expect(body.digest).toMatch(/^[0-9a-f]{64}$/);
    await given.followUp('KQ-CTC', '2026-11-10');
  });

  it('counts what is imported today on the past day it was filed', async () => {
    const filed = '2021-12-27T16:00:00.000Z'; // The beginning of 28 December in Shanghai.
    await given.declaration({ filed, accepted: '2021-12-28T01:00:00.000Z', released: '2021-12-28T02:00:00.000Z' });
    await given.declaration({ filed, accepted: '2021-12-28T13:00:00.000Z' });
    await office.as('officer').post('/v1/clearance-runs').send({ market: 'KQ-CTC', date: '2021-12-28' }).expect(202);
    await office.drain();
    const { body } = await office.as('officer').get('/v1/clearance-runs/KQ-CTC/2021-12-28').expect(200);
    expect(body).toMatchObject({ broughtForward: 0, opened: 3, cleared: 1, carriedOver: 2 });
  });

  it('can be asked for again and again, and stays the same run', async () => {
    const ask = () =>
      office
        .as('officer')
        .post('/v1/clearance-runs')
        .send({ market: 'KQ-CTC', date: date(10) })
        .expect(202);
    const [one, two] = await Promise.all([ask(), ask()]);
    await office.drain();
    expect(two.body).toEqual(one.body);
    expect(one.body).toMatchObject({ state: 'finished', market: 'KQ-CTC', date: date(10) });
    const rows = await office.rows('SELECT 1 FROM clearance_run WHERE day = $1', [date(10)]);
    expect(rows).toHaveLength(1);
  });

  it('says when it was due and run, by whom and by which code', async () => {
    const run = await cleared(12);
    expect(run).toMatchObject({ dueAt: at(12, '20:00'), error: null });
    expect(run.worker).toMatch(/:\d+$/);
    expect(run.codeVersion).toMatch(/^\d+\.\d+\.\d+/);
    expect(run.startedAt && run.finishedAt && run.startedAt <= run.finishedAt).toBe(true);
  });

  it('is written into the audit trail, asked for or not', async () => {
    const { body } = await office.as('admin').get('/v1/audit?limit=500').expect(200);
    const actions = (body.items as { action: string }[]).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['clearance.finished', 'period.requested']));
  });
});

describe('/v1/clearance-runs refuses', () => {
  const ask = (body: object, who: 'officer' | 'officerElsewhere' | 'brokerA' = 'officer') =>
    office.as(who).post('/v1/clearance-runs').send(body);

  it('a day that is not over', async () => {
    for (const day of ['2026-11-17', '2026-11-18']) {
      const { body } = await ask({ market: 'KQ-CTC', date: day }).expect(422);
      expect(body.code).toBe('period-not-over');
    }
    expect(
      await office.rows("SELECT 1 FROM period_run WHERE period >= '2026-11-17' AND kind = 'daily-clearance'"),
    ).toEqual([]);
  });

  it('a day, a week and a month before the market is followed in which nothing was filed', async () => {
    const { body } = await ask({ market: 'KQ-CTC', date: '2026-10-30' }).expect(422);
    expect(body.violations[0]).toMatchObject({ code: 'period-before-follow-up', pointer: '/date' });
    for (const [route, period] of [
      ['settlements', { week: '2026-W45' }],
      ['reminders', { month: '2026-10' }],
    ] as const) {
      const answer = await office
        .as('officer')
        .post(`/v1/${route}`)
        .send({ market: 'KQ-CTC', ...period })
        .expect(422);
      expect(answer.body.violations[0]).toMatchObject({ pointer: `/${Object.keys(period)[0]}` });
    }
    expect(await office.rows("SELECT 1 FROM period_run WHERE period IN ('2026-10-30', '2026-W45', '2026-10')")).toEqual(
      [],
    );
  });

  it('a market that is not there, and one of another office', async () => {
    const { body } = await ask({ market: 'XX-XXX', date: date(10) }).expect(422);
    expect(body.violations[0]).toMatchObject({ code: 'market-unknown', pointer: '/market' });
    await ask({ market: 'KQ-CTC', date: date(10) }, 'officerElsewhere').expect(404);
    await office
      .as('officerElsewhere')
      .get(`/v1/clearance-runs/KQ-CTC/${date(10)}`)
      .expect(404);
    const list = await office.as('officerElsewhere').get('/v1/clearance-runs').expect(200);
    expect(list.body.items).toEqual([]);
  });

  it('brokers, and everything of a wrong shape', async () => {
    await ask({ market: 'KQ-CTC', date: date(10) }, 'brokerA').expect(403);
    await ask({ market: 'KQ-CTC', date: '2026-02-30' }).expect(400);
    await ask({ market: 'KQ-CTC' }).expect(400);
    await office.as('officer').get('/v1/clearance-runs?from=2026-11-12&to=2026-11-11').expect(400);
    await office.as('officer').get('/v1/clearance-runs?market=XX-XXX').expect(400);
    for (const path of [
      'KQ-CTC/2026-11-30',
      'KQ-CTC/yesterday',
      'XX-XXX/2026-11-10',
      'KQ%00/2026-11-10',
      `KQ-CTC/%F0%9F`,
    ]) {
      const { status } = await office.as('officer').get(`/v1/clearance-runs/${path}`);
      expect([path, status]).toEqual([path, path.includes('%') ? expect.any(Number) : 404]);
      expect(status).toBeLessThan(500);
    }
  });
});

describe('GET /v1/clearance-runs', () => {
  it('lists the latest day first, in pages', async () => {
    const { body } = await office
      .as('officer')
      .get('/v1/clearance-runs?from=2026-11-10&to=2026-11-12&limit=2')
      .expect(200);
    expect((body.items as ClearanceRun[]).map((run) => run.date)).toEqual([date(12), date(11)]);
    const next = await office
      .as('officer')
      .get(`/v1/clearance-runs?from=2026-11-10&to=2026-11-12&limit=2&cursor=${body.nextCursor}`)
      .expect(200);
    expect((next.body.items as ClearanceRun[]).map((run) => run.date)).toEqual([date(10)]);
    expect(next.body.nextCursor).toBeNull();
  });
});
