import { compare } from './pairs.js';
import type { Stage } from './stage.js';

const DECLARATIONS = Number.parseInt(process.env['BENCH_DECLARATIONS'] ?? '1000000', 10);
const PAGE = 50;
const FAR_PAGE = Math.min(10_000, Math.floor(DECLARATIONS / PAGE) - 1);

/** Pages of a broker's own declarations among a million, by HTTP, beside the same rows by raw pg. */
export async function run(stage: Stage): Promise<void> {
  await fill(stage);
  const broker = stage.broker.organisationId;
  const far = await stage.raw.query(
    'SELECT id FROM declaration WHERE broker_id = $1 ORDER BY id DESC OFFSET $2 LIMIT 1',
    [broker, FAR_PAGE * PAGE],
  );
  const before: string = far.rows[0].id;
  const cursor = Buffer.from(JSON.stringify([before])).toString('base64url');
  const sql = 'SELECT * FROM declaration WHERE broker_id = $1 AND id < $2 ORDER BY id DESC LIMIT 51';
  const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
  const page = (id: string) => () => stage.raw.query({ name: 'page', text: sql, values: [broker, id] });
  await compare({
    name: `own declarations, page 1 of ${DECLARATIONS}`,
    ours: () => stage.get(`/v1/declarations?limit=${PAGE}`),
    baseline: page(last),
  });
  await compare({
    name: `own declarations, page ${FAR_PAGE}`,
    ours: () => stage.get(`/v1/declarations?limit=${PAGE}&cursor=${cursor}`),
    baseline: page(before),
  });
  await compare({
    name: 'own declarations of a day',
    ours: () => stage.get('/v1/declarations?limit=50&from=2026-03-02&to=2026-03-02'),
    baseline: () =>
      stage.raw.query(
        'SELECT * FROM declaration WHERE broker_id = $1 AND declared_on BETWEEN $2 AND $2 ORDER BY id DESC LIMIT 51',
        [broker, '2026-03-02'],
      ),
  });
  await compare({
    name: 'declarations of a container',
    ours: () => stage.get('/v1/declarations?container=TGHU0001234'),
    baseline: () =>
      stage.raw.query(
        `SELECT d.* FROM declaration d JOIN declaration_container c ON c.declaration_id = d.id
         WHERE c.number = $2 AND d.broker_id = $1 ORDER BY d.id DESC LIMIT 51`,
        [broker, 'TGHU0001234'],
      ),
  });
}

/** Rows as the intake writes them, by one statement: the lists do not care how they came. */
async function fill({ raw, broker }: Stage): Promise<void> {
  await raw.query(
    `INSERT INTO declaration (id, broker_id, market, reference, status, declared_on, customs_office, header, content_sha256,
       total_declared, total_cny, total_usd, fob_cny, fob_usd, currency, created_at, updated_at)
     SELECT ('01900000-' || lpad(to_hex(n >> 16), 4, '0') || '-7' || lpad(to_hex(n >> 4 & 4095), 3, '0') || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
       $1, 'KQ-CTC', 'B-' || n, 'submitted', date '2026-01-01' + (n % 365)::int, '2906',
       jsonb_build_object('reference', 'B-' || n, 'market', 'KQ-CTC'), 'bench', 1000, 7100, 1000, 7100, 1000, 'USD', now(), now()
     FROM generate_series(1, $2::int) n`,
    [broker.organisationId, DECLARATIONS],
  );
  await raw.query(
    `INSERT INTO declaration_container (declaration_id, position, broker_id, number)
     SELECT id, 1, broker_id, 'TGHU' || lpad((row_number() OVER (ORDER BY id) % 400000)::text, 7, '0') FROM declaration`,
  );
  await raw.query('ANALYZE');
}
