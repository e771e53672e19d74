import { Keys } from '../src/access/keys.service.js';
import { SYSTEM } from '../src/platform/database/actor.js';
import { MEASURES, ROLLUP_LEVELS } from '../src/statistics/rollups.js';
import { countryCodes } from '../src/vocabulary/country.js';
import type { Stage } from './stage.js';

export const FACTS = Number.parseInt(process.env['BENCH_FACTS'] ?? '1000000', 10);
export const ITEMS = 6;

/** GET with an analyst's key: a broker reads other rollups. */
export async function analyst({ app, database }: Stage): Promise<(path: string) => Promise<unknown>> {
  const fetched = await analystFetch({ app, database });
  return async (path) => {
    const answer = await fetched(path);
    const body: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body).slice(0, 300)}`);
    return body;
  };
}

/** The same, with the answer as it comes. */
export async function analystFetch({
  app,
  database,
}: Pick<Stage, 'app' | 'database'>): Promise<(path: string) => Promise<Response>> {
  const grant = { name: 'bench analyst', role: 'analyst' as const, organisationId: null, expiresAt: null };
  const { key } = await database.transaction(SYSTEM, (tx) => app.get(Keys).create(tx, grant));
  const base = await app.getUrl();
  return (path) =>
    fetch(`${base}${path}`, { headers: { authorization: `Bearer ${key}`, 'accept-encoding': 'identity' } });
}

/** Three years of one market's ledger: many firms, few great destinations and many small ones; rollups as compaction leaves them. */
export async function fill({ raw }: Stage): Promise<void> {
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
