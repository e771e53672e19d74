import { get } from 'node:http';
import { Keys } from '../src/access/keys.service.js';
import { Organisations } from '../src/access/organisations.service.js';
import type { Board } from '../src/board/board.query.js';
import { BoardsService } from '../src/board/boards.service.js';
import { type Actor, SYSTEM } from '../src/platform/database/actor.js';
import { businessDayOf, startOfDay } from '../src/vocabulary/period.js';
import { compare, median } from './pairs.js';
import { assertNoneSince, seqScans } from './seq-scans.js';
import type { Stage } from './stage.js';

const DECLARATIONS = Number.parseInt(process.env['BENCH_DECLARATIONS'] ?? '1000000', 10);
const OPEN = Number.parseInt(process.env['BENCH_OPEN'] ?? '20000', 10);
const MARKET = 'KQ-CTC';
const PATH = `/v1/board?market=${MARKET}`;
const CHANGES = Number.parseInt(process.env['BENCH_CHANGES'] ?? '15', 10);

/**
 * The same figures by one plain statement of somebody who knows this data and SQL. It is allowed more than the service: where
 * things stand is read from their rows, not from spans of facts as of an instant; terms and ages of the market are written
 * into it; it knows no kinds but those there are here, no corrections that stop the clock, no row-level security and no HTTP.
 */
const BY_HAND = `
  WITH calendar AS MATERIALIZED (
    SELECT day, min(day) FILTER (WHERE working) OVER (ORDER BY day DESC) AS working_day FROM calendar_day),
  open AS (
    SELECT id, kind, opened_at, level, opened_at AT TIME ZONE 'Asia/Shanghai' AS local, due_days FROM (
      SELECT id, 'submitted-without-receipt' AS kind, filed_at AS opened_at, 'day' AS level, 0 AS due_days
      FROM declaration WHERE market = $1 AND status = 'submitted'
      UNION ALL SELECT id, 'released-not-closed', released_at, 'week', 7 FROM declaration WHERE market = $1 AND status = 'released'
      UNION ALL SELECT id, 'fx-receipt-missing', closed_at, 'month', 90 FROM declaration
        WHERE market = $1 AND owed_until = 'infinity' AND closed_at IS NOT NULL
      UNION ALL SELECT id, 'released-not-left', released_at, 'day', 0 FROM shipment
        WHERE market = $1 AND joined_until IS NULL AND released_at IS NOT NULL) o),
  item AS MATERIALIZED (
    SELECT id, kind, opened_at, (coalesce(c.working_day, due_day) + time '20:00') AT TIME ZONE 'Asia/Shanghai' AS due_at,
      CASE WHEN level = 'month' OR age >= 30 THEN 'month' WHEN level = 'week' OR age >= 7 THEN 'week' ELSE 'day' END AS level
    FROM (SELECT *, ($2::timestamptz AT TIME ZONE 'Asia/Shanghai')::date - local::date AS age,
        local::date + (local::time >= time '20:00')::integer + due_days AS due_day FROM open) o
    LEFT JOIN calendar c ON c.day = o.due_day)
  SELECT (SELECT jsonb_object_agg(status, n) FROM (SELECT status, count(*) AS n FROM declaration
      WHERE market = $1 AND filed_at >= $3 AND filed_at < $3::timestamptz + interval '1 day' GROUP BY status) d) AS declarations,
    (SELECT jsonb_object_agg(status, n) FROM (SELECT status, count(*) AS n FROM shipment
      WHERE market = $1 AND (joined_until IS NULL OR joined_until >= $3) GROUP BY status) s) AS shipments,
    (SELECT jsonb_agg(k) FROM (SELECT kind, level, count(*) AS n, count(*) FILTER (WHERE due_at <= $2::timestamptz) AS overdue
      FROM item GROUP BY kind, level) k) AS kinds,
    (SELECT jsonb_agg(o) FROM (SELECT * FROM item ORDER BY opened_at, kind, id LIMIT 10) o) AS oldest`;

/**
 * The board of a market with years of closed declarations behind it, by HTTP as an officer, beside the statement above by
 * raw pg; a look while nothing is committed, beside counting; and how long after its commit a change is sent, beside asking
 * for the board again and again. Ends with an error when the figures differ or a big table was read from end to end.
 */
export async function run(stage: Stage): Promise<void> {
  await fill(stage);
  const { actor, key } = await officerOf(stage);
  const boards = stage.app.get(BoardsService);
  const base = await stage.app.getUrl();
  const ask = async () => {
    const answer = await fetch(base + PATH, { headers: { authorization: `Bearer ${key}` } });
    if (!answer.ok) throw new Error(`${PATH}: ${answer.status}`);
    return (await answer.json()) as Board;
  };
  assertSame(await ask(), await byHand(stage));
  const before = await seqScans(stage);
  await compare({
    name: `the board among ${DECLARATIONS} declarations, ${OPEN} items open (baseline: one statement that counts the same)`,
    ours: ask,
    baseline: () => byHand(stage),
  });
  let seen = (await boards.since(actor, MARKET, null)).commits;
  await compare({
    name: 'a look at the board while nothing is committed (baseline: counting it)',
    ours: async () => (seen = (await boards.since(actor, MARKET, seen)).commits),
    baseline: () => boards.since(actor, MARKET, null),
  });
  await assertNoneSince(stage, before);
  await compareChanges(stage, key, ask);
}

async function byHand({ raw }: Stage) {
  const now = new Date().toISOString();
  const values = [MARKET, now, startOfDay(businessDayOf(now))];
  const { rows } = await raw.query({ name: 'by hand', text: BY_HAND, values });
  return rows[0] as Record<'declarations' | 'shipments', Record<string, number>> & {
    kinds: { kind: string; level: string; n: number; overdue: number }[];
  };
}

/** Both counted the same, or the comparison is worth nothing. */
function assertSame(board: Board, hand: Awaited<ReturnType<typeof byHand>>): void {
  const ours = {
    declarations: withoutZeros(board.declarations.byStatus),
    shipments: withoutZeros(board.shipments.byStatus),
    items: board.openItems.byKind.map(({ kind, byLevel, overdue }) => [kind, withoutZeros(byLevel), overdue]),
  };
  const theirs = {
    declarations: withoutZeros(hand.declarations),
    shipments: withoutZeros(hand.shipments),
    items: board.openItems.byKind.map(({ kind }) => {
      const rows = hand.kinds.filter((row) => row.kind === kind);
      const byLevel = Object.fromEntries(rows.map(({ level, n }) => [level, n]));
      return [kind, withoutZeros(byLevel), rows.reduce((all, { overdue }) => all + overdue, 0)];
    }),
  };
  if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
    throw new Error(`Not the same: ${JSON.stringify({ ours, theirs })}`);
  }
}

const withoutZeros = (counts: Record<string, number>) =>
  Object.entries(counts)
    .filter(([, n]) => n > 0)
    .sort();

/** From the return of COMMIT to the event, and to the first answer of somebody who asks without a pause. */
async function compareChanges({ raw, app }: Stage, key: string, ask: () => Promise<Board>): Promise<void> {
  const watched = watch(await app.getUrl(), key);
  const total = { streamed: [] as number[], asked: [] as number[] };
  let expected = (await ask()).openItems.total;
  for (let change = 0; change < CHANGES * 2; change++) {
    const byStream = change % 2 === 0;
    // At any moment between two looks.
    await new Promise((resolve) => setTimeout(resolve, 1_000 + Math.random() * 700));
    await raw.query(PARKED);
    const began = performance.now();
    expected++;
    if (byStream) await watched.until((board) => board.openItems.total === expected);
    else while ((await ask()).openItems.total !== expected);
    total[byStream ? 'streamed' : 'asked'].push(performance.now() - began);
  }
  watched.leave();
  const streamed = `${median(total.streamed).toFixed(0)} ms, at most ${Math.max(...total.streamed).toFixed(0)} ms`;
  console.log(
    `a change is sent after ${streamed} (baseline: asking without a pause ${median(total.asked).toFixed(0)} ms)`,
  );
}

const PARKED = `
  INSERT INTO receipt (id, channel, code, event_time, received_at, given_reference, actor_name, customs_office, parked_reason)
  VALUES (gen_random_uuid(), 'single-window', 'R', now(), now(), gen_random_uuid()::text, 'bench', '2906', 'target-unknown')`;

function watch(base: string, key: string) {
  let text = '';
  let heard = (_board: Board): void => undefined;
  const request = get(`${base}${PATH.replace('?', '/stream?')}`, { headers: { authorization: `Bearer ${key}` } });
  request.on('error', () => undefined);
  request.on('response', (answer) => {
    answer.on('error', () => undefined);
    answer.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1];
        if (data !== undefined) heard(JSON.parse(data) as Board);
      }
    });
  });
  const until = (what: (board: Board) => boolean) =>
    new Promise<void>((resolve) => (heard = (board) => void (what(board) && resolve())));
  return { until, leave: () => void request.destroy() };
}

function officerOf({ app, database }: Stage): Promise<{ actor: Actor; key: string }> {
  return database.transaction(SYSTEM, async (tx) => {
    const wanted = { kind: 'customs', name: '基准海关', customsOffice: '2906' } as const;
    const { id: organisationId } = await app.get(Organisations).create(tx, wanted);
    const made = { name: 'bench', role: 'officer', organisationId, expiresAt: null } as const;
    const { id: keyId, key } = await app.get(Keys).create(tx, made);
    return { actor: { keyId, name: 'bench', role: 'officer', organisationId, office: '2906', requestId: null }, key };
  });
}

/**
 * Of what is open a quarter each waits for a receipt, for its closing, for its money, and to leave the centre; everything else
 * is closed and paid for over the last two years. Ids grow with time, as those of the service do.
 */
async function fill({ raw, broker }: Stage): Promise<void> {
  await raw.query(
    `INSERT INTO declaration (id, broker_id, market, reference, status, declared_on, customs_office, header, content_sha256,
       filed_at, submitted_at, released_at, closed_at, exemption_filed_on, paid_up_on, created_at, updated_at)
     SELECT (lpad(to_hex((extract(epoch FROM f.at) * 1000)::bigint), 12, '0') || '7' || right(replace(gen_random_uuid()::text, '-', ''), 19))::uuid,
       $1, $2, 'B-' || n, s.status, f.at::date, '2906', '{}', 'bench', f.at, f.at,
       CASE WHEN s.status <> 'submitted' THEN f.at + interval '20 minutes' END,
       CASE WHEN s.status = 'closed' THEN f.at + interval '1 hour' END,
       CASE WHEN s.status = 'closed' THEN f.at::date END,
       CASE WHEN s.status = 'closed' AND n > $4 THEN f.at::date END, f.at, f.at
     FROM generate_series(1, $3::int) n
     CROSS JOIN LATERAL (SELECT CASE WHEN n <= $4 AND n % 3 = 0 THEN 'submitted' WHEN n <= $4 AND n % 3 = 1 THEN 'released' ELSE 'closed' END AS status) s
     CROSS JOIN LATERAL (SELECT now() - interval '2 hours' - CASE WHEN n <= $4 THEN n * interval '2 minutes' ELSE n * interval '1 minute' END AS at) f`,
    [broker.organisationId, MARKET, DECLARATIONS, (OPEN / 4) * 3],
  );
  await raw.query(
    `INSERT INTO shipment (id, broker_id, market, customs_office, container_number, container_number_valid, status, arrived_at, released_at,
       departed_at, joined_until, created_at, updated_at)
     SELECT gen_random_uuid(), $1, $2, '2906', 'BENU' || lpad(n::text, 7, '0'), true, s.status, f.at, f.at + interval '1 hour',
       d.at, d.at, f.at, f.at
     FROM generate_series(1, $3::int * 40) n
     CROSS JOIN LATERAL (SELECT CASE WHEN n <= $3::int THEN 'released' ELSE 'departed' END AS status) s
     CROSS JOIN LATERAL (SELECT now() - interval '2 hours' - CASE WHEN n <= $3::int THEN n % 2000 * interval '1 minute' ELSE interval '2 days' + n * interval '1 minute' END AS at) f
     CROSS JOIN LATERAL (SELECT CASE WHEN s.status = 'departed' THEN f.at + interval '1 day' END AS at) d`,
    [broker.organisationId, MARKET, OPEN / 4],
  );
  await raw.query(
    `INSERT INTO visit_span (shipment_id, kind, opened_at, closed_at, market, customs_office, broker_id, container_number)
     SELECT id, 'released-not-left', released_at, coalesce(departed_at, 'infinity'), market, customs_office, broker_id, container_number
     FROM shipment`,
  );
  await raw.query('VACUUM ANALYZE');
}
