import { Keys } from '../src/access/keys.service.js';
import { SYSTEM } from '../src/platform/database/actor.js';
import { type Question, readQuestion, type WrittenQuestion } from '../src/reports/domain/question.js';
import { sumsStatement } from '../src/reports/export-value.query.js';
import { postExports, type DesiredPosting } from '../src/statistics/export-ledger.js';
import { MEASURES, ROLLUP_LEVELS } from '../src/statistics/rollups.js';
import { SystemClock } from '../src/vocabulary/clock.js';
import { countryCodes } from '../src/vocabulary/country.js';
import { newId } from '../src/vocabulary/id.js';
import { compare } from './pairs.js';
import type { Stage } from './stage.js';

const FACTS = Number.parseInt(process.env['BENCH_FACTS'] ?? '1000000', 10);
const POSTED = 200;
const ITEMS = 6;
const DAY = 'from=2021-06-15&to=2021-06-15';
const MONTH = 'from=2021-06-01&to=2021-06-30';
const YEAR = 'from=2021-01-01&to=2021-12-31';

const QUESTIONS: readonly [name: string, query: string][] = [
  ['a day by country', DAY],
  ['a month by country', MONTH],
  ['327 days by country', 'from=2021-01-15&to=2021-12-07'],
  ['a year by country', YEAR],
  ['a year by month', `${YEAR}&groupBy=month`],
  ['a year by chapter', `${YEAR}&groupBy=chapter`],
  ['a year by week', `${YEAR}&groupBy=week`],
  ['a month as of an instant', `${MONTH}&asOf=2026-06-01T00:00:00Z`],
];

/** Reports by HTTP over a ledger of a million facts, beside the very same statements by raw pg; and posting beside bare inserts. */
export async function run(stage: Stage): Promise<void> {
  await fill(stage);
  const get = await analyst(stage);
  for (const [name, query] of QUESTIONS) {
    const { sql, values } = sumsStatement(questionOf(query));
    await compare({
      name: `export value, ${name}`,
      ours: () => get(`/v1/reports/export-value?${query}`),
      baseline: () => stage.raw.query({ name: `report ${name}`, text: sql, values }),
    });
  }
  await compareLines(stage, get);
  await comparePosting(stage);
}

function questionOf(query: string): Question {
  const written = Object.fromEntries(new URLSearchParams(query)) as unknown as WrittenQuestion;
  const question = readQuestion(written, new SystemClock().now().toISOString());
  if (Array.isArray(question)) throw new Error(JSON.stringify(question));
  return question;
}

async function compareLines(stage: Stage, get: (path: string) => Promise<unknown>): Promise<void> {
  await compare({
    name: 'export value, 500 lines of a year',
    ours: () => get(`/v1/reports/export-value/lines?${YEAR}&country=NGA&limit=500`),
    baseline: () =>
      stage.raw.query(
        `SELECT * FROM export_fact WHERE stat_day BETWEEN '2021-01-01' AND '2021-12-31' AND country = 'NGA'
         ORDER BY stat_day, id LIMIT 501`,
      ),
  });
}

/** What the rollup costs the writer: facts with their deltas, compared and locked, beside the same facts alone. */
async function comparePosting(stage: Stage): Promise<void> {
  const clock = new SystemClock();
  const bare = `INSERT INTO export_fact SELECT * FROM jsonb_populate_recordset(NULL::export_fact, $1::jsonb)`;
  const copies = await stage.raw.query<{ rows: Record<string, unknown>[] }>(
    `SELECT jsonb_agg(to_jsonb(f)) AS rows FROM (SELECT * FROM export_fact LIMIT ${POSTED * ITEMS}) f`,
  );
  const rows = copies.rows[0]?.rows ?? [];
  await compare({
    name: `post ${POSTED} declarations of ${ITEMS} items`,
    ours: () =>
      stage.database.transaction(SYSTEM, (tx) =>
        postExports(
          tx,
          clock,
          Array.from({ length: POSTED }, () => posting(stage)),
        ),
      ),
    baseline: () =>
      stage.raw.query(bare, [JSON.stringify(rows.map((row) => ({ ...row, id: newId(), declaration_id: newId() })))]),
  });
}

function posting({ broker }: Stage): DesiredPosting {
  const items = Array.from({ length: ITEMS }, (_, index) => ({
    itemNumber: index + 1,
    hsCode: '5407520090',
    name: '涤纶染色布',
    finalDestination: 'NGA',
    fobCny: '1260.50',
    fobUsd: '197.40',
    netWeightKg: '380.5',
  }));
  const common = { version: 1, cause: 'closing' as const, market: 'KQ-CTC', currency: 'USD', transportMode: '2' };
  return { ...common, declarationId: newId(), brokerId: broker.organisationId ?? '', statDay: '2021-06-15', items };
}

/** GET with an analyst's key: a broker reads other rollups. */
async function analyst({ app, database }: Stage): Promise<(path: string) => Promise<unknown>> {
  const grant = { name: 'bench analyst', role: 'analyst' as const, organisationId: null, expiresAt: null };
  const { key } = await database.transaction(SYSTEM, (tx) => app.get(Keys).create(tx, grant));
  const base = await app.getUrl();
  return async (path) => {
    const answer = await fetch(`${base}${path}`, { headers: { authorization: `Bearer ${key}` } });
    const body: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body).slice(0, 300)}`);
    return body;
  };
}

/** Three years of one market's ledger: many firms, few great destinations and many small ones; rollups as compaction leaves them. */
async function fill({ raw }: Stage): Promise<void> {
  await raw.query(
    `INSERT INTO export_fact (id, declaration_id, declaration_version, entry_number, item_number, entry, cause, stat_day,
       posted_at, settlement_week, hs_code, goods_name, market, broker_id, chapter, country, currency, transport_mode,
       value_cny, value_usd, net_weight_kg, ${MEASURES.slice(3).join(', ')})
     SELECT gen_random_uuid(), d.id, 1, i, i, 'book', 'closing', d.day, d.day + interval '15 hours', to_char(d.day, 'IYYY-"W"IW'),
       chapter || '07520090', '涤纶染色布', 'KQ-CTC', d.broker, chapter, d.country, 'USD', '2',
       round((random() * 100000)::numeric, 2), round((random() * 15000)::numeric, 2), round((random() * 5000)::numeric, 3),
       (i = 1)::int, (i = 1)::int, 1, 1
     FROM (SELECT gen_random_uuid() AS id, date '2019-01-01' + n * 1095 / $1::int AS day,
         ('00000000-0000-7000-8000-0000000000' || lpad(((random() * 59)::int)::text, 2, '0'))::uuid AS broker,
         ($2::text[])[1 + (random() * random() * 146)::int] AS country
       FROM generate_series(0, $1::int - 1) n) d
     CROSS JOIN LATERAL (SELECT i, lpad((50 + (i * 7 + hashtext(d.id::text) % 5 + 5) % 14)::text, 2, '0') AS chapter
       FROM generate_series(1, ${ITEMS}) i) item`,
    [Math.ceil(FACTS / ITEMS), ['NGA', ...countryCodes()]],
  );
  const sums = MEASURES.map((measure) => `sum(${measure})`).join(', ');
  for (const { day, month, dimensions } of ROLLUP_LEVELS) {
    const columns = dimensions.join(', ');
    for (const [table, key, value] of [
      [day, 'day', 'stat_day'],
      [month, 'month', `to_char(stat_day, 'YYYY-MM')`],
    ]) {
      await raw.query(
        `INSERT INTO ${table} (${key}, ${columns}, ${MEASURES.join(', ')})
         SELECT ${value}, ${columns}, ${sums} FROM export_fact GROUP BY ${value}, ${columns}`,
      );
    }
  }
  await raw.query('VACUUM ANALYZE');
}
