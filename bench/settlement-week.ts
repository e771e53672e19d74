import type { Pool } from 'pg';

export const MARKET = 'KQ-CTC';
export const WEEK = '2026-W10';
/** Monday of the week. */
const MONDAY = '2026-03-02';
export const FIRMS = 200;

/**
 * A week as a large market has it. For every four closings of the week: one was filed, released and closed in it, one filed the
 * week before, two released the week before; beside them one declaration that was filed and not released, one released and
 * not closed, one released weeks ago and still open. Every fortieth closing of the week before is posted late. One container a
 * declaration, three declarations a container. Nobody has filed an exemption or been paid for the week yet.
 */
export async function fillWeek(raw: Pool, closings: number): Promise<void> {
  await raw.query(
    `INSERT INTO organisation (id, kind, name, created_at)
     SELECT gen_random_uuid(), 'broker', '报关行 ' || n, now() FROM generate_series(1, $1::int) n`,
    [FIRMS],
  );
  await raw.query(
    `CREATE TABLE planned AS
     SELECT gen_random_uuid() AS id, f.id AS broker_id, n, k.kind, k.filed, k.released, k.closed
     FROM generate_series(0, $1::int * 7 / 4 - 1) n
     JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM organisation WHERE name LIKE '报关行 %') f
       ON f.place = (n / 7) % $2::int
     CROSS JOIN LATERAL (SELECT timestamptz '${MONDAY} 01:00+00' + (n / 1400 % 6) * interval '1 day' + n % 600 * interval '1 minute' AS day) d
     CROSS JOIN LATERAL (SELECT * FROM (VALUES
       (0, 'closed', d.day - interval '90 minutes', d.day - interval '1 hour', d.day + interval '1 hour'),
       (1, 'closed', d.day - interval '7 days', d.day - interval '1 hour', d.day + interval '1 hour'),
       (2, 'closed', d.day - interval '9 days', d.day - interval '8 days', d.day),
       (3, 'closed', d.day - interval '10 days', d.day - interval '7 days', d.day),
       (4, 'submitted', d.day, NULL, NULL),
       (5, 'released', d.day - interval '3 days', d.day, NULL),
       (6, 'released', d.day - interval '31 days', d.day - n % 30 * interval '1 day', NULL)) AS v (place, kind, filed, released, closed)
       WHERE v.place = n % 7) k`,
    [closings, FIRMS],
  );
  // Posted late: closed the week before, which is settled already.
  await raw.query(
    `INSERT INTO planned SELECT gen_random_uuid(), broker_id, -n - 1, 'late', filed - interval '14 days', released - interval '14 days', closed - interval '7 days'
     FROM planned WHERE kind = 'closed' AND n % 40 = 0`,
  );
  await declare(raw);
  await raw.query('VACUUM ANALYZE');
}

async function declare(raw: Pool): Promise<void> {
  await raw.query(
    `INSERT INTO declaration (id, broker_id, market, reference, status, declared_on, customs_office, header, content_sha256,
       fob_cny, fob_usd, total_usd, filed_at, submitted_at, released_at, closed_at, created_at, updated_at)
     SELECT id, broker_id, $1, CASE WHEN n < 0 THEN 'L' ELSE 'W' END || abs(n), CASE kind WHEN 'late' THEN 'closed' ELSE kind END, filed::date, '2906', '{}', 'bench',
       7100.01 + n % 1000, 1000.01 + n % 1000, 1000, filed, filed, released, closed, filed, filed FROM planned`,
    [MARKET],
  );
  await raw.query(
    `INSERT INTO declaration_container (declaration_id, position, broker_id, number)
     SELECT id, 1, broker_id, 'CSQU' || lpad((abs(n) / 21)::text, 7, '0') FROM planned`,
  );
  await raw.query(
    `INSERT INTO export_fact (id, declaration_id, declaration_version, item_number, entry_number, entry, cause, stat_day, posted_at,
       settlement_week, hs_code, goods_name, market, broker_id, chapter, country, currency, transport_mode, value_cny, value_usd,
       net_weight_kg, declarations, declarations_by_country, declarations_by_chapter, declarations_by_country_chapter)
     SELECT gen_random_uuid(), id, 1, 1, 1, 'book', 'closing', (closed AT TIME ZONE 'Asia/Shanghai')::date, closed, $2, '5407520090',
       '布', $1, broker_id, '54', 'C' || lpad((abs(n) % 100)::text, 2, '0'), 'USD', '2', 7100.01 + n % 1000, 1000.01 + n % 1000, 690, 1, 1, 1, 1
     FROM planned WHERE closed IS NOT NULL`,
    [MARKET, WEEK],
  );
}
