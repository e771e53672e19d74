import { cursorAfter } from '../src/platform/http/page.js';
import { markCursor } from '../src/platform/http/list-cursors.js';
import { compare } from './pairs.js';
import { assertNoneSince, seqScans } from './seq-scans.js';
import type { Stage } from './stage.js';

const DECLARATIONS = Number.parseInt(process.env['BENCH_DECLARATIONS'] ?? '1000000', 10);
const PAGE = 50;
const FAR_PAGE = Math.min(10_000, Math.floor(DECLARATIONS / PAGE) - 1);

interface List {
  readonly name: string;
  readonly query: string;
  /** The order by raw SQL, the condition of its first page's rows, and the columns its cursor is made of. */
  readonly order: string;
  readonly where: string;
  readonly keys: readonly string[];
  readonly direction: '<' | '>';
}

const LISTS: readonly List[] = [
  { name: 'newest first', query: '', where: 'true', order: 'id DESC', keys: ['id'], direction: '<' },
  {
    ...{ name: 'by day', query: 'sort=day', where: 'declared_on IS NOT NULL', order: 'declared_on DESC, id DESC' },
    ...{ keys: ['declared_on', 'id'], direction: '<' },
  },
  {
    ...{ name: 'by due time', query: 'sort=due', where: 'next_due_at IS NOT NULL', order: 'next_due_at, id' },
    ...{ keys: ['next_due_at', 'id'], direction: '>' },
  },
  {
    ...{ name: 'by value', query: 'sort=value', where: 'total_usd_cents IS NOT NULL' },
    ...{ order: 'total_usd_cents DESC, id DESC', keys: ['total_usd_cents', 'id'], direction: '<' },
  },
  {
    ...{ name: 'by age', query: 'sort=age', where: 'waiting_since IS NOT NULL', order: 'waiting_since, id' },
    ...{ keys: ['waiting_since', 'id'], direction: '>' },
  },
];

/**
 * Pages of a broker's own declarations among a million, by HTTP, beside the same rows by raw pg in the same process: prepared,
 * on a warm connection, as objects and no JSON. What is on top is ours: HTTP, the key, the transaction with its role, how many
 * lines, items and containers each has, and what happens next. Ends with an error when a big table was read from end to end.
 */
export async function run(stage: Stage): Promise<void> {
  await fill(stage);
  const places = [];
  for (const list of LISTS) places.push(await placeBefore(stage, list));
  const before = await seqScans(stage);
  for (const [index, list] of LISTS.entries()) await pages(stage, list, places[index] ?? []);
  await lookUps(stage);
  await assertNoneSince(stage, before);
}

/** The last row before the far page, by OFFSET: counting that far reads the whole table, which no list does. */
async function placeBefore({ raw, broker }: Stage, { where, order, keys }: List): Promise<string[]> {
  const { rows } = await raw.query(
    `SELECT ${keys.map((key) => `to_json(${key}) #>> '{}' AS ${key}`).join(', ')} FROM declaration
     WHERE broker_id = $1 AND ${where} ORDER BY ${order} OFFSET $2 LIMIT 1`,
    [broker.organisationId, (FAR_PAGE - 1) * PAGE - 1],
  );
  return keys.map((key) => String(rows[0][key]));
}

/** The first page and the 10,000th. */
async function pages(stage: Stage, { name, query, where, order, keys, direction }: List, after: string[]) {
  const broker = stage.broker.organisationId;
  const sql = `SELECT * FROM declaration WHERE broker_id = $1 AND ${where}`;
  const path = `/v1/declarations?limit=${PAGE}&${query}`;
  const cursor = markCursor(cursorAfter(after), path);
  await compare({
    name: `own declarations ${name}, page 1 of ${DECLARATIONS / PAGE}`,
    ours: () => stage.get(path),
    baseline: () =>
      stage.raw.query({ name: `first ${name}`, text: `${sql} ORDER BY ${order} LIMIT 51`, values: [broker] }),
  });
  const beyond = `(${keys.join(', ')}) ${direction} (${keys.map((_, index) => `$${index + 2}`).join(', ')})`;
  await compare({
    name: `own declarations ${name}, page ${FAR_PAGE}`,
    ours: () => stage.get(`${path}&cursor=${cursor}`),
    baseline: () =>
      stage.raw.query({
        name: `far ${name}`,
        text: `${sql} AND ${beyond} ORDER BY ${order} LIMIT 51`,
        values: [broker, ...after],
      }),
  });
}

async function lookUps(stage: Stage): Promise<void> {
  const broker = stage.broker.organisationId;
  await compare({
    name: 'own declarations of a day',
    ours: () => stage.get('/v1/declarations?limit=50&from=2026-03-02&to=2026-03-02'),
    baseline: () =>
      stage.raw.query({
        name: 'day',
        text: 'SELECT * FROM declaration WHERE broker_id = $1 AND declared_on = $2 ORDER BY id DESC LIMIT 51',
        values: [broker, '2026-03-02'],
      }),
  });
  await compare({
    name: 'declarations of a container',
    ours: () => stage.get('/v1/declarations?container=TGHU0001234'),
    baseline: () =>
      stage.raw.query({
        name: 'container',
        text: `SELECT d.* FROM declaration d JOIN declaration_container c ON c.declaration_id = d.id
               WHERE c.number = $2 AND d.broker_id = $1 ORDER BY d.id DESC LIMIT 51`,
        values: [broker, 'TGHU0001234'],
      }),
  });
  await compare({
    name: 'a declaration by its reference',
    ours: () => stage.get('/v1/declarations?reference=B-4711'),
    baseline: () =>
      stage.raw.query({
        name: 'reference',
        text: 'SELECT * FROM declaration WHERE broker_id = $1 AND reference = $2',
        values: [broker, 'B-4711'],
      }),
  });
  await named(stage, 'declarations of a buyer', '/v1/declarations?buyer=buyer%201234', ['buyer:BUYER1234']);
  await named(stage, 'declarations by the beginning of a reference', '/v1/declarations?search=b-4711', [
    'reference:B4711',
  ]);
  await compare({
    name: 'counts of what one has to do',
    ours: () => stage.get('/v1/declarations/counts?by=status,nextActor&nextActor=broker'),
    baseline: () =>
      stage.raw.query({
        name: 'counts',
        text: `SELECT status, next_actor, count(*), sum(total_usd) FROM declaration
               WHERE broker_id = $1 AND next_actor = 'broker' AND next_actor <> 'nobody' GROUP BY 1, 2`,
        values: [broker],
      }),
  });
}

/** The newest declarations whose key begins so. */
const named = ({ get, raw, broker }: Stage, name: string, path: string, keys: readonly string[]): Promise<void> =>
  compare({
    name,
    ours: () => get(path),
    baseline: () =>
      raw.query({
        name,
        text: `SELECT d.* FROM declaration d WHERE d.broker_id = $1 AND d.id IN (SELECT k.declaration_id FROM declaration_key k
               WHERE k.key >= $2 AND k.key < $2 || chr(1114111)) ORDER BY d.id DESC LIMIT 51`,
        values: [broker.organisationId, ...keys],
      }),
  });

/** Rows as the declaration writer would write them, by one statement: the lists do not care how they came. */
async function fill({ raw, broker }: Stage): Promise<void> {
  await raw.query(
    `INSERT INTO declaration (id, broker_id, market, reference, status, declared_on, customs_office, header, content_sha256,
       buyer_name, next_actor, total_declared, total_cny, total_usd, fob_cny, fob_usd, currency, next_due_at, created_at, updated_at)
     SELECT ('01900000-' || lpad(to_hex(n >> 16), 4, '0') || '-7' || lpad(to_hex(n >> 4 & 4095), 3, '0') || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
       $1, 'KQ-CTC', 'B-' || n, 'submitted', date '2026-01-01' + (n % 365)::int, '2906',
       jsonb_build_object('reference', 'B-' || n, 'market', 'KQ-CTC'), 'bench',
       'BUYER ' || n % 20000, CASE WHEN n % 500 = 0 THEN 'broker' ELSE 'customs' END, 1000, 7100, 1000 + n % 100000, 7100, 1000, 'USD', timestamptz '2026-01-02 12:00Z' + (n % 365) * interval '1 day', now(), now()
     FROM generate_series(1, $2::int) n`,
    [broker.organisationId, DECLARATIONS],
  );
  await raw.query(
    `INSERT INTO declaration_container (declaration_id, position, broker_id, number)
     SELECT id, 1, broker_id, 'TGHU' || lpad((row_number() OVER (ORDER BY id) % 400000)::text, 7, '0') FROM declaration`,
  );
  await raw.query(
    `INSERT INTO goods_line (declaration_id, position, broker_id, line, hs_code, name)
     SELECT id, 0, broker_id, 1, '5407520090', '涤纶染色布' FROM declaration`,
  );
  await raw.query(
    `INSERT INTO declaration_item (declaration_id, item_number, broker_id, hs_code, name, quantity, unit, net_weight_kg,
       total_price, final_destination, goods_lines, fob_usd, fob_cny)
     SELECT id, 1, broker_id, '5407520090', '涤纶染色布', 100, '030', 50, 1000, 'NGA', '{1}', 1000, 7100 FROM declaration`,
  );
  await raw.query(
    `INSERT INTO declaration_key (declaration_id, key, broker_id, customs_office)
     SELECT d.id, n.key, d.broker_id, d.customs_office FROM declaration d
     CROSS JOIN LATERAL (VALUES ('reference:' || search_key(d.reference)), ('buyer:' || search_key(d.buyer_name))) n (key)`,
  );
  await raw.query('ANALYZE');
}
