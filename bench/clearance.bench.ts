import { SYSTEM } from '../src/platform/database/actor.js';
import { enter, type PeriodKey } from '../src/platform/periodic/period-ledger.js';
import { Periods } from '../src/platform/periodic/periods.service.js';
import { addDays, instantAt } from '../src/vocabulary/period.js';
import { compare } from './pairs.js';
import type { Stage } from './stage.js';

const OPEN = Number.parseInt(process.env['BENCH_OPEN'] ?? '20000', 10);
const MARKET = 'KQ-CTC';
const FIRST_DAY = '2026-02-02';

/** A day's clearance with its ledger, counts, digest and audit, beside one statement that copies what is open. */
export async function run(stage: Stage): Promise<void> {
  await fill(stage);
  const { app, database, raw } = stage;
  await raw.query('CREATE TABLE copied_item (LIKE clearance_item INCLUDING ALL)');
  let ours = 0;
  let copied = 0;
  await compare({
    name: `clear a day with ${OPEN} open declarations (baseline: INSERT … SELECT of them)`,
    ours: async () => {
      const period = addDays(FIRST_DAY, ours++);
      const key: PeriodKey = { kind: 'daily-clearance', market: MARKET, period };
      await database.transaction(SYSTEM, (tx) => enter(tx, [{ ...key, dueAt: instantAt(period, '20:00') }]));
      await app.get(Periods).runOnce(key);
      const { rows } = await raw.query('SELECT carried_over FROM clearance_run WHERE day = $1', [period]);
      if (rows[0]?.carried_over !== OPEN) throw new Error(`${period}: ${JSON.stringify(rows)}`);
    },
    baseline: () =>
      raw.query(
        `INSERT INTO copied_item (run_id, kind, subject_type, subject_id, subject, broker_id, opened_at, due_at, level, owner)
         SELECT lpad(to_hex($2::int), 32, '0')::uuid, CASE status WHEN 'submitted' THEN 'submitted-without-receipt' ELSE 'released-not-closed' END,
           'declaration', id, reference, broker_id, coalesce(released_at, filed_at), filed_at + interval '1 day', 'day', 'officer'
         FROM declaration WHERE market = $1 AND status IN ('submitted', 'released') AND filed_at <= $3`,
        [MARKET, copied++, instantAt(FIRST_DAY, '20:00')],
      ),
  });
}

/** Half of them wait for a receipt, half for their closing; as many again are closed and stay out of the way. */
async function fill({ raw, broker }: Stage): Promise<void> {
  await raw.query(
    `INSERT INTO declaration (id, broker_id, market, reference, status, declared_on, customs_office, header, content_sha256,
       filed_at, submitted_at, released_at, closed_at, created_at, updated_at)
     SELECT gen_random_uuid(), $1, $2, 'B-' || n, s.status, f.at::date, '2906', '{}', 'bench', f.at, f.at,
       CASE WHEN s.status <> 'submitted' THEN f.at + interval '2 hours' END, CASE WHEN s.status = 'closed' THEN f.at + interval '1 day' END,
       f.at, f.at
     FROM generate_series(0, 2 * $3::int - 1) n
     CROSS JOIN LATERAL (SELECT (ARRAY['submitted', 'closed', 'released', 'closed'])[n % 4 + 1] AS status) s
     CROSS JOIN LATERAL (SELECT timestamptz '2026-01-28' - n % 20000 * interval '1 minute' AS at) f`,
    [broker.organisationId, MARKET, OPEN],
  );
  await raw.query('ANALYZE');
}
