import { Client } from 'pg';
import * as migrations from '../../migrations/index.js';
import { runMigrations } from '../../src/platform/database/data-source.js';
import { databaseOf } from '../support/servers/database-url.js';

const NAME = `loomgate_test_engine_${process.pid}`;
const server = () => process.env['TEST_SERVER_URL'] ?? '';
const A_FIRM = '019a95e2-4c00-7000-8000-000000000011';
const RUN = '019a95e2-4c00-7000-8000-000000000042';
const LATER = '019a95e2-4c00-7000-8000-000000000043';
const DECLARATION = '019a95e2-4c00-7000-8000-000000000049';
const RERUN = '019a95e2-4c00-7000-8000-00000000004a';
const AT = '2026-11-10T12:00:00.000Z';

/** Rows of the last of these statements. */
const query = async (url: string, sql: string): Promise<object[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const results: unknown = await client.query(sql);
    const last = Array.isArray(results) ? (results as unknown[]).at(-1) : results;
    return (last as { rows: object[] }).rows;
  } finally {
    await client.end();
  }
};
const run = (sql: string) => query(databaseOf(server(), NAME), sql);
/** Rows of one statement under the role of the service. */
const rows = (sql: string) => run(`SET ROLE loomgate_system; ${sql}`);

const numberOf = ({ name }: { name: string }): number => Number(name.slice(-13));

/** What the version before left behind: a failed period, and one firm left out of a day, a week and a month. */
const BEFORE = `
  SET ROLE loomgate_system;
  INSERT INTO organisation (id, kind, name, created_at) VALUES ('${A_FIRM}', 'broker', '报关行', '${AT}');
  INSERT INTO period_run (kind, market, period, state, due_at, enqueued_at, finished_at, result, digest) VALUES
    ('daily-clearance', 'KQ-CTC', '2026-11-09', 'parked', '${AT}', '${AT}', NULL, NULL, NULL),
    ('daily-clearance', 'KQ-CTC', '2026-11-10', 'finished', '${AT}', '${AT}', '${AT}', '{"parked": 1, "opened": 2}', 'd');
  INSERT INTO period_attempt (id, kind, market, period, claimed_at, worker, code_version)
    VALUES ('${RUN}', 'daily-clearance', 'KQ-CTC', '2026-11-09', '${AT}', 'w', '1');
  INSERT INTO period_attempt_end (attempt_id, ended_at, outcome, error) VALUES ('${RUN}', '${AT}', 'parked', 'why');
  INSERT INTO clearance_run (id, market, day, cut_off_at, brought_forward, opened, cleared, carried_over, digest, finished_at, edition,
    reason, asked_by, difference) VALUES
    ('${RUN}', 'KQ-CTC', '2026-11-10', '${AT}', 1, 2, 2, 1, 'd', '${AT}', 1, NULL, NULL, NULL),
    ('${LATER}', 'KQ-CTC', '2026-11-10', '${AT}', 4, 2, 2, 4, 'e', '2026-11-11T01:00:00Z', 2, 'mended', 'officer', '{"added": 3}');
  INSERT INTO clearance_parked (run_id, broker_id, reason, brought_forward) VALUES ('${RUN}', '${A_FIRM}', 'infinite', 3);
  INSERT INTO settlement_parked (market, week, broker_id, reason, declarations, declaration_id, parked_at)
    VALUES ('KQ-CTC', '2026-W46', '${A_FIRM}', 'book-differs', 1, '${DECLARATION}', '${AT}');
  INSERT INTO settlement_rerun (id, market, week, number, reason, differences, digest, made_at, made_by) VALUES
    ('${RERUN}', 'KQ-CTC', '2026-W46', 1, 'late', '[{"reasons": [{"kind": "told", "name": "closed"}]}]', 'f', '${AT}', 'officer');
  INSERT INTO reminder_parked (id, market, month, kind, broker_id, until, reason, attempts, parked_at, settled_at)
    VALUES ('${LATER}', 'KQ-CTC', '2026-11', 'pre-close', '${A_FIRM}', '${AT}', 'infinite', 2, '${AT}', '2026-11-12T01:00:00Z');`;

beforeAll(async () => {
  await query(server(), `CREATE DATABASE ${NAME}`);
  const all = Object.values(migrations).sort((one, other) => numberOf(one) - numberOf(other));
  const place = all.indexOf(migrations.PeriodEngine1000000000048);
  await runMigrations(databaseOf(server(), NAME), all.slice(0, place));
  await run(BEFORE);
  await runMigrations(databaseOf(server(), NAME), all.slice(0, place + 1));
}, 120_000);

afterAll(() => query(server(), `DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`));

describe('the tables of one engine for all periods', () => {
  it('have every firm that was left out, with what was known of it', async () => {
    expect(
      await rows(
        'SELECT kind, period, revision, reason, figures, attempts, included_at AS included FROM period_exclusion ORDER BY kind',
      ),
    ).toEqual([
      {
        ...{ kind: 'daily-clearance', period: '2026-11-10', revision: 1, reason: 'infinite', attempts: 1 },
        ...{ figures: { broughtForward: 3 }, included: new Date('2026-11-11T01:00:00Z') },
      },
      {
        ...{ kind: 'pre-close-warning', period: '2026-11', revision: 1, reason: 'infinite', attempts: 2 },
        ...{ figures: {}, included: new Date('2026-11-12T01:00:00Z') },
      },
      {
        ...{ kind: 'weekly-settlement', period: '2026-W46', revision: 1, reason: 'book-differs', attempts: 1 },
        ...{ figures: { detail: null, declarations: 1, declarationId: DECLARATION }, included: null },
      },
    ]);
  });

  it('have every later result with its number after the official one, and its reasons in the words of now', async () => {
    expect(
      await rows(
        'SELECT id, kind, number, reason, digest, difference, differences, made_by FROM period_revision ORDER BY kind',
      ),
    ).toEqual([
      {
        ...{ id: LATER, kind: 'daily-clearance', number: 2, reason: 'mended', digest: 'e', made_by: 'officer' },
        ...{ difference: { added: 3, moved: 0 }, differences: null },
      },
      {
        ...{ id: RERUN, kind: 'weekly-settlement', number: 2, reason: 'late', digest: 'f', made_by: 'officer' },
        ...{ difference: { statements: 1 }, differences: [{ reasons: [{ kind: 'received', name: 'closed' }] }] },
      },
    ]);
  });

  it('say failed of what failed for good, and excluded of what a result left out', async () => {
    expect(await rows('SELECT state, result FROM period_run ORDER BY period')).toEqual([
      { state: 'failed', result: null },
      { state: 'finished', result: { excluded: 1, opened: 2 } },
    ]);
    expect(await rows('SELECT outcome FROM period_attempt_end')).toEqual([{ outcome: 'failed' }]);
    expect(await rows('SELECT revision FROM clearance_run ORDER BY revision')).toEqual([
      { revision: 1 },
      { revision: 2 },
    ]);
  });

  it('are as closed to the owner as before', async () => {
    const tables = [
      'period_run',
      'period_attempt_end',
      'clearance_run',
      'settlement',
      'period_exclusion',
      'period_revision',
    ];
    const forced = `SELECT relname FROM pg_class WHERE relforcerowsecurity AND relname = ANY ('{${tables.join(',')}}')`;
    expect(await rows(forced)).toHaveLength(tables.length);
  });
});
