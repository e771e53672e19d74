import pg from 'pg';
import { AuditSeals } from '../src/audit/seals.service.js';
import { AuditVerifications } from '../src/audit/verification.service.js';
import { body, LINES, putRates } from './declaration.js';
import { compare } from './pairs.js';
import type { Stage } from './stage.js';

const CREATES = Number.parseInt(process.env['BENCH_CREATES'] ?? '100', 10);
const CONCURRENCY = 4;
const PAGES = 20;

/**
 * What protection costs, by HTTP: the audit trail (baseline: the same service, whose statement of the trail is not sent) and row-level
 * security (baseline: the same service on tables where it is switched off). Then how fast the trail is sealed and verified, and how
 * many bytes the life of a declaration leaves there.
 */
export async function run(stage: Stage): Promise<void> {
  await putRates(stage);
  await audit(stage);
  await rowLevelSecurity(stage);
  await life(stage);
  await sealing(stage);
}

async function creates({ post }: Stage): Promise<void> {
  const one = async () => {
    for (let n = 0; n < CREATES / CONCURRENCY; n++) await post('/v1/declarations', body());
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, one));
}

async function audit(stage: Stage): Promise<void> {
  const trail = withoutTrail();
  await compare({
    name: `create ${CREATES} declarations of ${LINES} lines with the audit trail (baseline: without)`,
    ours: () => creates(stage),
    baseline: () => trail.off(() => creates(stage)),
  });
  trail.restore();
}

/** Keeps the statement of the trail from being sent, while it is off. */
function withoutTrail() {
  const { prototype } = pg.Client;
  const query = prototype.query;
  let isOff = false;
  prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [text] = args;
    if (isOff && typeof text === 'string' && text.includes('INSERT INTO audit_entry')) {
      return Promise.resolve({ rows: [], rowCount: 0 });
    }
    return Reflect.apply(query, this, args) as never;
  } as typeof query;
  return {
    off: async (work: () => Promise<void>) => {
      isOff = true;
      await work().finally(() => (isOff = false));
    },
    restore: () => void (prototype.query = query),
  };
}

async function rowLevelSecurity(stage: Stage): Promise<void> {
  const lists = async () => {
    for (let n = 0; n < PAGES; n++) await stage.get('/v1/declarations?limit=50');
  };
  for (const [name, work] of [
    [`create ${CREATES} declarations under row-level security (baseline: switched off)`, () => creates(stage)],
    [`list ${PAGES} pages under row-level security (baseline: switched off)`, lists],
  ] as const) {
    let turn = 0;
    await compare({ name, before: () => switchPolicies(stage, turn++ % 2 === 0), ours: work, baseline: work });
    await switchPolicies(stage, true);
  }
}

async function switchPolicies({ raw }: Stage, on: boolean): Promise<void> {
  await raw.query(`DO $$ DECLARE t text; BEGIN
    FOR t IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)
    LOOP EXECUTE format('ALTER TABLE %I ${on ? 'ENABLE' : 'DISABLE'} ROW LEVEL SECURITY', t); END LOOP; END $$`);
}

/** Created, submitted, accepted, released and closed. */
async function life({ post, raw }: Stage): Promise<void> {
  const { id } = (await post('/v1/declarations', body())) as { id: string };
  await post(`/v1/declarations/${id}/submit`, {}, { 'If-Match': '*' });
  for (const [hour, code] of ['L', 'P', 'R'].entries()) {
    const eventTime = new Date(Date.now() - (10 - hour) * 60_000).toISOString();
    await post('/v1/receipts', { receipts: [{ channel: 'single-window', declarationId: id, code, eventTime }] });
  }
  const { rows } = await raw.query(
    `SELECT count(*) AS entries, sum(pg_column_size(e.*)) AS bytes FROM audit_entry e WHERE subject_id = $1`,
    [id],
  );
  console.log(
    `the life of a declaration of ${LINES} lines: ${rows[0].entries} audit entries, ${rows[0].bytes} bytes of rows, and 48 bytes each in seals`,
  );
}

async function sealing({ app, raw }: Stage): Promise<void> {
  const seals = app.get(AuditSeals);
  const { rows } = await raw.query('SELECT count(*)::int AS n FROM audit_unsealed');
  const begun = performance.now();
  await seals.sealAll();
  const sealed = performance.now();
  const found = await app.get(AuditVerifications).verify();
  const verified = performance.now();
  if (!found.valid) throw new Error(`The trail is broken: ${JSON.stringify(found.firstBroken)}`);
  const rate = (n: number, ms: number) => Math.round((n / ms) * 1000);
  console.log(
    `audit chain: sealed ${rate(rows[0].n, sealed - begun)} entries/s, verified ${rate(found.entries, verified - sealed)} entries/s (${found.entries})`,
  );
}
