import { SYSTEM } from '../src/platform/database/actor.js';
import { enter, type PeriodKey } from '../src/platform/periodic/period-ledger.js';
import { Periods } from '../src/platform/periodic/periods.service.js';
import { daysOfWeek, instantAt, nextWeek, type Week } from '../src/vocabulary/period.js';
import { compare } from './pairs.js';
import type { Stage } from './stage.js';

const FACTS = Number.parseInt(process.env['BENCH_WEEK_FACTS'] ?? '20000', 10);
const FIRMS = 50;
const MARKET = 'KQ-CTC';
/** One week for each pair and one for the run that does not count. */
const WEEKS = weeksFrom('2026-W02', 8);

/** A week closed, stated for each firm and the market, with digests and audit, beside one GROUP BY into a table. */
export async function run(stage: Stage): Promise<void> {
  await fill(stage);
  const { app, database, raw } = stage;
  await raw.query('CREATE TABLE summed_line (LIKE settlement_line)');
  const [ours, summed] = [WEEKS.values(), WEEKS.values()];
  await compare({
    name: `settle a week of ${FACTS} facts of ${FIRMS} firms (baseline: INSERT … SELECT … GROUP BY)`,
    ours: async () => {
      const period = ours.next().value ?? '';
      const key: PeriodKey = { kind: 'weekly-settlement', market: MARKET, period };
      const dueAt = instantAt(daysOfWeek(nextWeek(period))[0], '06:00');
      await database.transaction(SYSTEM, (tx) => enter(tx, [{ ...key, dueAt }]));
      await app.get(Periods).runOnce(key);
      const { rows } = await raw.query('SELECT count(*)::int AS count FROM settlement WHERE week = $1', [period]);
      if (rows[0]?.count !== FIRMS + 1) throw new Error(`${period}: ${JSON.stringify(rows)}`);
    },
    baseline: () =>
      raw.query(
        `INSERT INTO summed_line (settlement_id, line, of_week, country, declarations, value_cny, value_usd, net_weight_kg)
         SELECT broker_id, 'week', settlement_week, country, sum(declarations_by_country), sum(value_cny), sum(value_usd), sum(net_weight_kg)
         FROM export_fact WHERE market = $1 AND settlement_week = $2 GROUP BY broker_id, settlement_week, country`,
        [MARKET, summed.next().value],
      ),
  });
}

function weeksFrom(first: Week, count: number): Week[] {
  const weeks = [first];
  while (weeks.length < count) weeks.push(nextWeek(weeks.at(-1) ?? first));
  return weeks;
}

/** Closed declarations of one item each, and their facts, spread over firms, days and a hundred destinations. */
async function fill({ raw }: Stage): Promise<void> {
  await raw.query(
    `INSERT INTO organisation (id, kind, name, created_at)
     SELECT gen_random_uuid(), 'broker', '报关行 ' || n, now() FROM generate_series(1, $1::int) n`,
    [FIRMS],
  );
  await raw.query(
    `CREATE TABLE closing AS
     SELECT gen_random_uuid() AS id, f.id AS broker_id, n, w.week, w.monday + (n / $2::int % 7)::int AS day
     FROM generate_series(0, $1::int - 1) n
     CROSS JOIN unnest($3::text[], $4::date[]) AS w (week, monday)
     JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM organisation WHERE name LIKE '报关行 %') f ON f.place = n % $2::int`,
    [FACTS, FIRMS, WEEKS, WEEKS.map((week) => daysOfWeek(week)[0])],
  );
  await raw.query(
    `INSERT INTO declaration (id, broker_id, market, reference, status, declared_on, customs_office, header, content_sha256,
       fob_cny, fob_usd, total_usd, filed_at, submitted_at, released_at, closed_at, created_at, updated_at)
     SELECT id, broker_id, $1, week || '-' || n, 'closed', day, '2906', '{}', 'bench', 7100, 1000, 1000,
       day + time '01:00', day + time '01:00', day + time '02:00', day + time '03:00', day, day
     FROM closing`,
    [MARKET],
  );
  await raw.query(
    `INSERT INTO export_fact (id, declaration_id, declaration_version, item_number, entry_number, entry, cause, stat_day, booked_at,
       settlement_week, hs_code, goods_name, market, broker_id, chapter, country, currency, transport_mode, value_cny, value_usd,
       net_weight_kg, declarations, declarations_by_country, declarations_by_chapter, declarations_by_country_chapter)
     SELECT gen_random_uuid(), id, 1, 1, 1, 'book', 'closing', day, day, week, '5407520090', '布', $1, broker_id, '54',
       'C' || lpad((n % 100)::text, 2, '0'), 'USD', '2', 7100, 1000, 690, 1, 1, 1, 1
     FROM closing`,
    [MARKET],
  );
  await raw.query('ANALYZE');
}
