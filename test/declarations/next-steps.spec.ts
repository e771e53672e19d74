import fc from 'fast-check';
import { Client } from 'pg';
import { pageStatement } from '../../src/declarations/reading/page-statement.js';
import { drafted, post, seen, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { type Office, useOffice, type Who } from '../support/office.js';
import { receipt } from '../support/trade/receiving.js';

const NOW = '2021-12-28T04:00:00Z';
const office = useOffice({ at: NOW });

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt(NOW));

interface Listed {
  id: string;
  next: { actor: string; step: string; dueAt: string; overdue: boolean };
}

async function page(query: string, who: Who = 'brokerB'): Promise<{ items: Listed[]; nextCursor: string | null }> {
  const { body } = await office.as(who).get(`/v1/declarations?sort=due${query}`).expect(200);
  return body;
}

async function everyPage(limit: number, between: () => Promise<unknown>): Promise<Listed[]> {
  const seenSoFar: Listed[] = [];
  for (let cursor = ''; ;) {
    const [{ items, nextCursor }] = await Promise.all([page(`&limit=${limit}${cursor}`), between()]);
    seenSoFar.push(...items);
    if (nextCursor === null) return seenSoFar;
    cursor = `&cursor=${nextCursor}`;
  }
}

describe('what comes next', () => {
  it('is named in every status, with who, what and until when', async () => {
    const draft = await drafted(office);
    expect(draft['next']).toEqual({
      actor: 'broker',
      step: 'submit',
      text: 'Complete the declaration and submit it.',
      dueAt: '2021-12-29T12:00:00.000Z',
      overdue: false,
      calendarPublished: true,
      also: [],
    });
    const { id } = await submitted(office);
    const story: [string | null, string, object][] = [
      [null, '', { actor: 'customs', step: 'accept', dueAt: '2021-12-28T12:00:00.000Z' }],
      ['L', '28T10:00', { actor: 'customs', step: 'release', dueAt: '2021-12-29T12:00:00.000Z' }],
      ['C', '28T10:30', { actor: 'officer', step: 'finish-inspection', dueAt: '2021-12-28T12:00:00.000Z' }],
      // Seven days after the 28th.
      ['P', '28T11:00', { actor: 'port', step: 'export', dueAt: '2022-01-04T12:00:00.000Z' }],
      // The fifteenth of the month after the closing is a Saturday.
      ['R', '28T11:30', { actor: 'broker', step: 'file-exemption', dueAt: '2022-01-17T12:00:00.000Z', overdue: false }],
    ];
    for (const [code, at, next] of story) {
      if (code !== null) await post(office, [receipt(code, at, { declarationId: id })]);
      expect((await seen(office, id))['next']).toMatchObject(next);
    }
  });

  it('is in Chinese for a reader of Chinese, and overdue from the cut-off on', async () => {
    const { id } = await submitted(office);
    office.clock.stopAt('2021-12-28T12:00:00Z');
    const { body } = await office
      .as('brokerA')
      .get(`/v1/declarations/${id}`)
      .set('Accept-Language', 'zh-CN')
      .expect(200);
    expect(body.next).toMatchObject({ text: '等待海关受理。', overdue: true });
  });

  it('says when the calendar of the year is not published', async () => {
    office.clock.stopAt('2026-12-31T13:00:00Z');
    const draft = await drafted(office);
    expect(draft['next']).toMatchObject({ dueAt: '2027-01-02T12:00:00.000Z', calendarPublished: false });
  });

  it('is due when the open item of it is due', async () => {
    office.clock.stopAt('2021-12-31T04:00:00Z');
    const { id } = await submitted(office, { declaredOn: '2021-12-31' });
    await post(office, [receipt('E', '31T11:00', { declarationId: id })]);
    office.clock.stopAt('2021-12-31T04:10:00Z');
    const { body } = await office
      .as('brokerA')
      .get('/v1/open-items?market=KQ-CTC&kind=returned-not-refiled')
      .expect(200);
    const item = (body.items as { subject: { id: string }; dueAt: string }[]).find(({ subject }) => subject.id === id);
    expect((await seen(office, id))['next']).toMatchObject({ step: 'correct-and-resubmit', dueAt: item?.dueAt });
  });
});

describe('the list of what to do', () => {
  it('neither skips nor repeats while others insert', async () => {
    const before: string[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 4 }),
        async (hours, limit) => {
          const make = async (hour: number) => {
            office.clock.stopAt(`2021-12-${String(20 + Math.floor(hour / 8))}T0${hour % 8}:00:00Z`);
            return (await drafted(office, {}, 'brokerB')).id;
          };
          for (const hour of hours) before.push(await make(hour));
          let left = 3;
          const born: string[] = [];
          const between = async () => (left-- > 0 ? born.push(await make(left * 9)) : 0);
          const listed = await everyPage(limit, between);
          const ids = listed.map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids).toEqual(expect.arrayContaining(before));
          const keys = listed.map(({ id, next }) => `${next.dueAt} ${id}`);
          expect(keys).toEqual([...keys].sort());
          before.push(...born);
        },
      ),
      { numRuns: 5 },
    );
  });

  it('shows officers their office, and nobody what is over; narrowed by who has to move', async () => {
    const { id } = await submitted(office);
    const ofOfficer = await page('&limit=500', 'officer');
    expect(ofOfficer.items.map((each) => each.id)).toContain(id);
    const mine = await page('&limit=500&nextActor=broker', 'brokerA');
    expect(new Set(mine.items.map(({ next }) => next.actor))).toEqual(new Set(['broker']));
    await post(office, [receipt('D', '28T11:00', { declarationId: id })]);
    expect((await page('&limit=500', 'officer')).items.map((each) => each.id)).not.toContain(id);
  });

  it('refuses the cursor of another order, and an unknown one', async () => {
    const { body } = await office.as('brokerB').get('/v1/declarations?limit=1').expect(200);
    await office.as('brokerB').get(`/v1/declarations?sort=due&cursor=${body.nextCursor}`).expect(400);
    await office.as('brokerB').get('/v1/declarations?sort=price').expect(400);
  });

  it('reads its index, whoever asks and however far', async () => {
    await withManyDeclarations(office, async (client) => {
      const cursor = Buffer.from(JSON.stringify(['2021-12-10T00:00:00.000Z', CURSOR_ID])).toString('base64url');
      for (const who of ['brokerA', 'officer'] as const) {
        for (const query of [
          {},
          { cursor },
          { nextActor: ['officer' as const] },
          { cursor, nextActor: ['officer' as const] },
        ]) {
          const { sql, params } = pageStatement(
            office.actor(who),
            { sort: 'due', ...query },
            { limit: 50, waitingBefore: undefined },
          );
          const { rows } = await client.query(`EXPLAIN (FORMAT TEXT) ${sql}`, params);
          const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n');
          const of = who === 'officer' ? 'office' : 'broker';
          expect(plan).toContain(`declaration_${of}_${'nextActor' in query ? 'actor_due' : 'due'} `);
          // Of one firm and one actor there are fewer here than a page has: whether they are sorted says nothing.
          expect(plan).not.toMatch(who === 'brokerA' && 'nextActor' in query ? /Seq Scan/ : /Seq Scan|Sort/);
        }
      }
    });
  });
});

const CURSOR_ID = '01900000-0000-7000-8000-000000000000';

/** Twenty thousand rows that are gone again afterwards: what the planner does with a few rows says nothing. */
async function withManyDeclarations(of: Office, look: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: of.ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO organisation SELECT (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'name', 'many-' || n, 'uscc', NULL))).*
       FROM organisation o CROSS JOIN generate_series(1, 30) n WHERE o.id = $1`,
      [of.people.organisations.brokerA],
    );
    await client.query(
      `INSERT INTO declaration (id, broker_id, market, reference, status, customs_office, header, content_sha256,
         created_at, updated_at, next_actor, next_due_at)
       SELECT gen_random_uuid(), o.id, 'KQ-CTC', 'many-' || n, 'submitted', CASE WHEN n % 20 = 0 THEN '2906' ELSE '3104' END,
         '{}', '', now(), now(), CASE WHEN (n / 40) % 4 = 0 THEN 'officer' ELSE 'customs' END, CASE WHEN n % 7 <> 0 THEN timestamptz '2021-12-01' + n * interval '1 minute' END
       FROM generate_series(1, 20000) n
       JOIN (SELECT id, row_number() OVER (ORDER BY id) AS turn, count(*) OVER () AS firms FROM organisation) o
         ON o.turn = n % o.firms + 1`,
    );
    await client.query(
      `INSERT INTO goods_line (declaration_id, position, broker_id) SELECT id, 0, broker_id FROM declaration WHERE reference LIKE 'many-%';
       INSERT INTO declaration_container (declaration_id, position, broker_id, number)
         SELECT id, 0, broker_id, '' FROM declaration WHERE reference LIKE 'many-%';
       INSERT INTO declaration_item SELECT id, 1, broker_id, '', '', 1, '', 1, 1, '', '{1}', 1, 1 FROM declaration WHERE reference LIKE 'many-%'`,
    );
    for (const table of ['declaration', 'goods_line', 'declaration_item', 'declaration_container']) {
      await client.query(`ANALYZE ${table}`);
    }
    await look(client);
  } finally {
    await client.query('ROLLBACK');
    await client.end();
  }
}
