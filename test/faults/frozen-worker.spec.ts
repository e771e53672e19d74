import { Client } from 'pg';
import { enterRuns, type PeriodKey } from '../../src/periods/ledger/period-ledger.js';
import { Periods } from '../../src/periods/periods.service.js';
import { atSize, reportFigures, until } from '../support/faults/faults.js';
import { Given } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';
import { startElsewhere } from '../support/processes/worker.js';

/**
 * A machine that is suspended in the middle of a period, with its locks, and goes on much later: with FAULTS=full after 70 s, else
 * as soon as the database has ended its session, which it does after 12 s, and another has done the period.
 */
const FROZEN_MS = atSize({ scaled: 0, full: 70_000 });
const office = useOffice({ at: '2026-11-12T13:00:00Z' });
const given = new Given(office);
const KEY: PeriodKey = { kind: 'daily-clearance', market: 'KQ-CTC', period: '2026-11-12' };

/** Whether somebody sits in an open transaction and says nothing: the frozen one, with its locks. Only the owner may look. */
async function holdsTheRow(): Promise<boolean> {
  const client = new Client({ connectionString: office.ownerUrl });
  await client.connect();
  const { rows } = await client
    .query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'
         AND state_change < clock_timestamp() - interval '1 second'`,
    )
    .finally(() => client.end());
  return rows.length > 0;
}

it('a worker that is frozen in the middle and comes back late has no effect: another has done it, once', async () => {
  await given.followUp('KQ-CTC', null);
  await given.declaration({ filed: '2026-11-12T02:00:00.000Z' });
  await given.system((tx) => enterRuns(tx, [{ ...KEY, dueAt: '2026-11-12T12:00:00Z' }]));
  const frozen = startElsewhere(office, KEY, { FREEZE_AT: 'period-worked' });
  await until(holdsTheRow);
  const since = performance.now();
  await until(async () => !(await holdsTheRow()));
  await office.get(Periods).runNow(KEY);
  const done = await office.rows<{ id: string; worker: string }>(
    "SELECT c.id, p.worker FROM clearance_run c JOIN period_run p ON p.period = c.day::text AND p.state = 'finished'",
  );
  expect(done).toHaveLength(1);
  await until(() => performance.now() - since >= FROZEN_MS);
  reportFigures('Frozen worker', { seconds: Math.round((performance.now() - since) / 1_000) });
  frozen.process.kill('SIGCONT');
  // Its failure is not thrown: it stands in the history, beside the claim that finished the day.
  expect(await frozen.ended).toMatchObject({ code: 0 });
  const ends = await office.rows<{ outcome: string }>(
    'SELECT outcome FROM period_attempt_end ORDER BY ended_at, outcome',
  );
  expect(ends.map(({ outcome }) => outcome).sort()).toEqual(['failed', 'finished']);
  const after = await office.rows(
    "SELECT c.id, p.worker FROM clearance_run c JOIN period_run p ON p.period = c.day::text AND p.state = 'finished'",
  );
  expect(after).toEqual(done);
  expect(await office.rows("SELECT 1 FROM audit_entry WHERE action = 'clearance.finished'")).toHaveLength(1);
}, 240_000);
