import { SYSTEM } from '../src/platform/database/actor.js';
import { enterRuns, type PeriodKey } from '../src/periods/ledger/period-ledger.js';
import { Periods } from '../src/periods/periods.service.js';
import { newId } from '../src/vocabulary/id.js';
import { addDays, instantAt } from '../src/vocabulary/period.js';
import { compare } from './pairs.js';
import type { Stage } from './stage.js';

const OPEN = Number.parseInt(process.env['BENCH_OPEN'] ?? '200000', 10);
const MARKET = 'KQ-CTC';
const FIRST_DAY = '2026-02-02';

/**
 * The same day frozen by one plain statement, as somebody who knows this data and SQL would write it: the same items into
 * tables of the same columns, indexes and keys, judged on the working calendar and by age, counted against the day before,
 * with a SHA-256 over the same lines.
 *
 * It is allowed more than the service: it takes for granted that only declarations are open and that where they stand today
 * is where they stood at the cut-off, so it reads one table and one status instead of the spans of every kind from facts as
 * of an instant. It leaves out the period ledger with its lock and attempts, the audit entry, row-level security and the
 * settings of the market (its terms and ages are written into it).
 */
const BY_HAND = `
  WITH calendar AS (
    SELECT day, min(day) FILTER (WHERE working) OVER (ORDER BY day DESC) AS working_day FROM calendar_day),
  open AS (
    SELECT d.id AS subject_id, d.reference AS subject, d.broker_id, s.kind, s.owner, s.opened_at, s.local,
      CASE WHEN age.days >= 30 THEN 'month' WHEN age.days >= 7 THEN 'week' ELSE s.level END AS level,
      s.local::date + (s.local::time >= time '20:00')::integer + s.due_days AS due_day
    FROM declaration d
    CROSS JOIN LATERAL (SELECT
      CASE d.status WHEN 'submitted' THEN 'submitted-without-receipt' ELSE 'released-not-closed' END AS kind,
      CASE d.status WHEN 'submitted' THEN 'officer' ELSE 'broker' END AS owner,
      CASE d.status WHEN 'submitted' THEN 'day' ELSE 'week' END AS level,
      CASE d.status WHEN 'submitted' THEN 0 ELSE 7 END AS due_days,
      CASE d.status WHEN 'submitted' THEN d.filed_at ELSE d.released_at END AS opened_at,
      (CASE d.status WHEN 'submitted' THEN d.filed_at ELSE d.released_at END) AT TIME ZONE 'Asia/Shanghai' AS local) s
    CROSS JOIN LATERAL (SELECT $3::date - s.local::date AS days) age
    WHERE d.market = $2 AND d.status IN ('submitted', 'released') AND s.opened_at <= $4::timestamptz),
  item AS MATERIALIZED (
    SELECT o.kind, 'declaration' AS subject_type, o.subject_id, o.subject, o.broker_id, o.opened_at, o.owner, o.level,
      (c.working_day + time '20:00') AT TIME ZONE 'Asia/Shanghai' AS due_at, true AS calendar_published
    FROM open o JOIN calendar c ON c.day = o.due_day
    ORDER BY o.kind, o.subject_id),
  before AS (SELECT kind, subject_id, opened_at FROM copied_item WHERE run_id = $5),
  count AS MATERIALIZED (
    SELECT count(b.kind)::integer AS brought, count(*) FILTER (WHERE b.kind IS NULL)::integer AS opened,
      count(*) FILTER (WHERE i.kind IS NULL)::integer AS cleared, count(i.kind)::integer AS carried
    FROM item i FULL JOIN before b USING (kind, subject_id, opened_at)),
  frozen AS (
    INSERT INTO copied_item (run_id, kind, subject_type, subject_id, subject, broker_id, opened_at, due_at, level, owner, calendar_published)
    SELECT $1, kind, subject_type, subject_id, subject, broker_id, opened_at, due_at, level, owner, calendar_published FROM item)
  INSERT INTO copied_run (id, market, day, cut_off_at, brought_forward, opened, cleared, carried_over, digest, finished_at, inputs)
  SELECT $1, $2, $3::date, $4, brought, opened, cleared, carried, encode(sha256(convert_to(
      format('["%s","%s",%s,%s,%s,%s,%s]', $2::text, $3::text, floor(extract(epoch FROM $4::timestamptz) * 1000)::bigint, brought, opened,
        cleared, carried) || E'\\n' ||
      (SELECT string_agg('["' || kind || '","' || subject_type || '","' || subject_id || '",' || to_json(subject) || ',' ||
        floor(extract(epoch FROM opened_at) * 1000)::bigint || ',' || floor(extract(epoch FROM due_at) * 1000)::bigint ||
        ',"' || level || '","' || owner || '",' || calendar_published || ']', E'\\n' ORDER BY kind, subject_id) FROM item), 'UTF8')), 'hex'),
    now(), '{}'
  FROM count`;

/** A day's clearance with its ledger, counts, digest and audit, beside one statement that does the same by hand. */
export async function run(stage: Stage): Promise<void> {
  await fill(stage);
  const { app, database, raw } = stage;
  await raw.query(`CREATE TABLE copied_item (LIKE clearance_item INCLUDING ALL);
    CREATE TABLE copied_run (LIKE clearance_run INCLUDING ALL, FOREIGN KEY (market) REFERENCES market (code))`);
  const byHand = await raw.connect();
  await byHand.query("SET work_mem = '64MB'"); // As much as the service gives itself for this.
  let ours = 0;
  let copied = 0;
  let before: string | null = null;
  await compare({
    name: `clear a day with ${OPEN} open declarations (baseline: one statement that freezes, counts and digests the same)`,
    ours: async () => {
      const period = addDays(FIRST_DAY, ours++);
      const key: PeriodKey = { kind: 'daily-clearance', market: MARKET, period };
      await database.transaction(SYSTEM, (tx) => enterRuns(tx, [{ ...key, dueAt: instantAt(period, '20:00') }]));
      await app.get(Periods).runNow(key);
    },
    baseline: async () => {
      const day = addDays(FIRST_DAY, copied++);
      const id = newId();
      await byHand.query(BY_HAND, [id, MARKET, day, instantAt(day, '20:00'), before]);
      before = id;
    },
  });
  byHand.release();
  await assertSame(stage);
}

/** Both did the same, or the comparison is worth nothing: the digests cover every item and every count. */
async function assertSame({ raw }: Stage): Promise<void> {
  const days = 'SELECT day, digest, carried_over FROM';
  const { rows } = await raw.query<{ own: string; by_hand: string; carried_over: number }>(
    `SELECT own.digest AS own, hand.digest AS by_hand, own.carried_over
     FROM (${days} clearance_run) own FULL JOIN (${days} copied_run) hand USING (day) WHERE day > $1`,
    [FIRST_DAY],
  );
  const wrong = rows.filter(({ own, by_hand, carried_over }) => own !== by_hand || carried_over !== OPEN);
  if (rows.length === 0 || wrong.length > 0) throw new Error(`Not the same: ${JSON.stringify(wrong)}`);
}

/**
 * Half of them wait for a receipt, half for their closing; as many again are closed and stay out of the way. Their ids grow
 * with time, as those of the service do.
 */
async function fill({ raw, broker }: Stage): Promise<void> {
  await raw.query(
    `INSERT INTO declaration (id, broker_id, market, reference, status, declared_on, customs_office, header, content_sha256,
       filed_at, submitted_at, released_at, closed_at, created_at, updated_at)
     SELECT (lpad(to_hex((extract(epoch FROM f.at) * 1000)::bigint), 12, '0') || '7' || right(replace(gen_random_uuid()::text, '-', ''), 19))::uuid,
       $1, $2, 'B-' || n, s.status, f.at::date, '2906', '{}', 'bench', f.at, f.at,
       CASE WHEN s.status <> 'submitted' THEN f.at + interval '2 hours' END, CASE WHEN s.status = 'closed' THEN f.at + interval '1 day' END,
       f.at, f.at
     FROM generate_series(0, 2 * $3::int - 1) n
     CROSS JOIN LATERAL (SELECT (ARRAY['submitted', 'closed', 'released', 'closed'])[n % 4 + 1] AS status) s
     CROSS JOIN LATERAL (SELECT timestamptz '2026-01-28' - n % 20000 * interval '1 minute' AS at) f`,
    [broker.organisationId, MARKET, OPEN],
  );
  await raw.query('ANALYZE');
}
