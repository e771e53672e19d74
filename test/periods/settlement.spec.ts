import { createHash } from 'node:crypto';
import { canonicalJson } from '../../src/declarations/store/content.js';
import type { StatementHead } from '../../src/settlement/frozen-statements.query.js';
import type { StatementLine } from '../../src/settlement/domain/statement.js';
import { Given } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';

const office = useOffice({ at: '2026-11-09T02:00:00Z' });
const given = new Given(office);

/** A moment of November 2026 in Asia/Shanghai; the 9th is the Monday of 2026-W46. */
const at = (day: number, time = '10:00'): string =>
  new Date(`2026-11-${String(day).padStart(2, '0')}T${time}:00+08:00`).toISOString();

type Statement = StatementHead & { lines: (StatementLine & { countryName: string })[] };

async function goTo(moment: string): Promise<void> {
  office.clock.goTo(moment);
  await office.tick();
  await office.drain();
}

async function heads(week: string, who: 'officer' | 'brokerA' | 'brokerB' = 'officer'): Promise<StatementHead[]> {
  const { body } = await office.as(who).get(`/v1/settlements?market=KQ-CTC&week=${week}`).expect(200);
  return body.items as StatementHead[];
}

async function statement(week: string, broker: 'brokerA' | 'brokerB' | null): Promise<Statement> {
  const id = broker === null ? null : office.people.organisations[broker];
  const head = (await heads(week)).find((one) => one.broker === id);
  const { body } = await office.as('officer').get(`/v1/settlements/${head?.id}`).expect(200);
  return body as Statement;
}

const line = (of: Partial<StatementLine>) => expect.objectContaining(of);
let late: { id: string };

beforeAll(async () => {
  await given.followUp('KQ-CTC', '2026-11-09');
  const nigeria = { to: 'NGA', cny: '700.00', usd: '100.00' };
  const kenya = { to: 'KEN', cny: '70.10', usd: '10.01', kg: '2.50000' };
  await given.declaration({
    filed: at(9),
    released: at(10),
    closed: at(11),
    items: [nigeria, kenya],
    containers: ['CSQU3054383'],
  });
  await given.declaration({
    filed: at(10),
    released: at(12),
    closed: at(15, '23:59'),
    items: [nigeria],
    containers: ['CSQU3054383', 'TGHU0913901'],
  });
  await given.declaration({
    filed: at(10),
    released: at(12),
    broker: 'brokerB',
    closed: at(13),
    items: [kenya],
    containers: ['TGHU0913901'],
  });
  late = await given.declaration({ filed: at(11), released: at(12), items: [kenya] });
  await given.declaration({ filed: at(11), cancelled: at(12), items: [kenya] });
  await given.declaration({ filed: at(16, '00:00'), items: [kenya] });
});

describe('the weekly settlement', () => {
  it('is due on Monday at the settlement time, not before', async () => {
    await goTo(at(16, '05:59'));
    expect(await heads('2026-W46')).toEqual([]);
    await goTo(at(16, '06:00'));
    expect((await heads('2026-W46')).map(({ broker }) => broker)).toHaveLength(3);
  });

  it('states for each firm what was declared, released and closed, by destination', async () => {
    const { brokerA } = office.people.organisations;
    expect(await statement('2026-W46', 'brokerA')).toMatchObject({
      market: 'KQ-CTC',
      week: '2026-W46',
      broker: brokerA,
      brokerName: '柯桥甲报关行',
      declared: { declarations: 3, containers: 2, valueCny: '1540.20', valueUsd: '220.02' },
      released: { declarations: 3, containers: 2, valueCny: '1540.20', valueUsd: '220.02' },
      closed: { declarations: 2, containers: 2, valueCny: '1470.10', valueUsd: '210.01' },
      adjustments: { declarations: 0, valueCny: '0.00', valueUsd: '0.00' },
      openItems: { total: 5, byKind: { 'released-not-closed': 1, 'exemption-filing-due': 2, 'fx-receipt-missing': 2 } },
      lines: [
        {
          line: 'week',
          ofWeek: '2026-W46',
          country: 'KEN',
          declarations: 1,
          valueCny: '70.10',
          valueUsd: '10.01',
          netWeightKg: '2.5',
          countryName: 'Kenya',
        },
        {
          line: 'week',
          ofWeek: '2026-W46',
          country: 'NGA',
          declarations: 2,
          valueCny: '1400.00',
          valueUsd: '200.00',
          netWeightKg: '20',
          countryName: 'Nigeria',
        },
      ],
    });
  });

  it('states for the market what its firms have in common: a shared container counts once', async () => {
    expect(await statement('2026-W46', null)).toMatchObject({
      broker: null,
      closed: { declarations: 3, containers: 2, valueCny: '1540.20', valueUsd: '220.02' },
      lines: [line({ country: 'KEN', declarations: 2, valueCny: '140.20' }), line({ country: 'NGA', declarations: 2 })],
    });
  });

  it('never changes a settled week: what is booked late is an adjustment of the open one', async () => {
    const before = await statement('2026-W46', 'brokerA');
    await given.closing(late.id, {
      filed: at(11),
      closed: at(14),
      items: [{ to: 'KEN', cny: '70.10', usd: '10.01', kg: '2.5' }],
    });
    await goTo(at(23, '06:00'));
    expect(await statement('2026-W46', 'brokerA')).toEqual(before);
    expect(await statement('2026-W47', 'brokerA')).toMatchObject({
      closed: { declarations: 0, valueCny: '0.00' },
      adjustments: { declarations: 1, valueCny: '70.10', valueUsd: '10.01' },
      lines: [line({ line: 'adjustment', ofWeek: '2026-W46', country: 'KEN', declarations: 1, valueCny: '70.10' })],
    });
  });

  it('gives the digest that anybody can compute from the answer', async () => {
    for (const broker of ['brokerA', null] as const) {
      const {
        id: _id,
        brokerName: _name,
        run: _run,
        digest,
        finishedAt: _at,
        lines,
        ...rest
      } = await statement('2026-W46', broker);
      const text = canonicalJson({ ...rest, lines: lines.map(({ countryName: _country, ...encoded }) => encoded) });
      expect(createHash('sha256').update(text).digest('hex')).toBe(digest);
    }
  });

  it('closes a week for writers before it reads, so that nothing falls between statement and book', async () => {
    office.clock.goTo(at(30, '07:00'));
    const writers = Array.from({ length: 6 }, (_, index) =>
      given.declaration({ filed: at(24), closed: at(25), items: [{ to: 'CIV', cny: `${index + 1}.00`, usd: '1.00' }] }),
    );
    await office.tick();
    await Promise.all([office.drain(), ...writers]);
    await office.drain();
    const week = await statement('2026-W48', null);
    const booked = await office.rows<{ week: string; cny: string }>(
      "SELECT settlement_week AS week, sum(value_cny) AS cny FROM export_fact WHERE country = 'CIV' GROUP BY 1 ORDER BY 1",
    );
    const stated = week.lines.find(({ country }) => country === 'CIV')?.valueCny ?? null;
    expect(stated).toBe(booked.find((one) => one.week === '2026-W48')?.cny ?? null);
    expect(booked.reduce((total, { cny }) => total + Number.parseInt(cny, 10), 0)).toBe(21);
  });
});

describe('/v1/settlements', () => {
  it('shows a broker its own statements only', async () => {
    const own = await heads('2026-W46', 'brokerA');
    expect(own.map(({ broker }) => broker)).toEqual([office.people.organisations.brokerA]);
    const [market, other] = [await statement('2026-W46', null), await statement('2026-W46', 'brokerB')];
    for (const { id } of [market, other]) await office.as('brokerA').get(`/v1/settlements/${id}`).expect(404);
    await office.as('brokerB').get(`/v1/settlements/${other.id}`).expect(200);
    await office.as('officerElsewhere').get(`/v1/settlements/${other.id}`).expect(404);
    await office.as('analyst').get('/v1/settlements').expect(403);
  });

  it('gives a statement as a complete CSV file', async () => {
    const { id } = await statement('2026-W46', 'brokerA');
    const answer = await office.as('officer').get(`/v1/settlements/${id}?format=csv`).expect(200);
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.headers['x-row-count']).toBe('2');
    expect(answer.headers['x-content-sha256']).toBe(createHash('sha256').update(answer.text, 'utf8').digest('hex'));
    expect(answer.text.split('\r\n')[1]).toBe('KQ-CTC,2026-W46,柯桥甲报关行,week,2026-W46,KEN,Kenya,1,70.10,10.01,2.5');
  });

  it('refuses formats it does not write yet', async () => {
    const { id } = await statement('2026-W46', null);
    for (const format of ['parquet', '']) {
      const { body } = await office.as('officer').get(`/v1/settlements/${id}?format=${format}`).expect(400);
      expect(body.violations[0]).toMatchObject({ code: 'format-unsupported', pointer: '/query/format' });
    }
  });

  it('is asked for once, and only for weeks that are over', async () => {
    const ask = (week: string, market = 'KQ-CTC') =>
      office.as('officer').post('/v1/settlements').send({ market, week });
    const { body } = await ask('2026-W46').expect(202);
    expect(body).toMatchObject({ week: '2026-W46', state: 'finished', market: 'KQ-CTC' });
    expect((await ask('2026-W49').expect(422)).body.code).toBe('period-not-over');
    expect((await ask('2026-W46', 'XX-XXX').expect(422)).body.code).toBe('market-unknown');
    await ask('2025-W53').expect(400);
    await office.as('brokerA').post('/v1/settlements').send({ market: 'KQ-CTC', week: '2026-W46' }).expect(403);
    expect((await ask('2026-W45').expect(422)).body.code).toBe('period-before-follow-up');
    await given.followUp('KQ-CTC', '2026-11-08');
    await ask('2026-W45').expect(202);
    await office.drain();
    expect(await heads('2026-W45')).toEqual([expect.objectContaining({ broker: null, scope: 'market' })]);
    const scopes = (await heads('2026-W46')).map((head) => ('scope' in head ? head.scope : undefined));
    expect([scopes[0], ...new Set(scopes.slice(1))]).toEqual(['market', 'firm']);
  });

  it('pages without losing or repeating a statement', async () => {
    const { body } = await office.as('officer').get('/v1/settlements?limit=500').expect(200);
    const paged: StatementHead[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await office
        .as('officer')
        .get(`/v1/settlements?limit=2${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      paged.push(...(page.body.items as StatementHead[]));
      cursor = page.body.nextCursor as string | null;
    }
    expect(paged).toEqual(body.items);
  });
});
