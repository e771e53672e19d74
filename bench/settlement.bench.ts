import { SYSTEM } from '../src/platform/database/actor.js';
import { enterRuns, type PeriodKey } from '../src/periods/ledger/period-ledger.js';
import { Periods } from '../src/periods/periods.service.js';
import { spanOfWeek } from '../src/settlement/domain/due.js';
import { daysOfWeek, instantAt, lastInstantOf, nextWeek } from '../src/vocabulary/period.js';
import { compare } from './pairs.js';
import { BASELINE } from './settlement-baseline.js';
import { fillWeek, FIRMS, MARKET, WEEK } from './settlement-week.js';
import type { Stage } from './stage.js';

const FACTS = Number.parseInt(process.env['BENCH_WEEK_FACTS'] ?? '200000', 10);
const KEY: PeriodKey = { kind: 'weekly-settlement', market: MARKET, period: WEEK };
const [MONDAY, SUNDAY] = daysOfWeek(WEEK);
const SETTLED = ['settlement_line', 'settlement_step', 'settlement'];

/** A week settled for two hundred firms, with lock, ledger and audit, beside one hand-written statement that makes the same. */
export async function run(stage: Stage): Promise<void> {
  const { raw } = stage;
  await fillWeek(raw, FACTS);
  await raw.query(`
    CREATE TABLE base_settlement (LIKE settlement INCLUDING ALL);
    CREATE TABLE base_line (LIKE settlement_line INCLUDING ALL);
    ALTER TABLE base_line ADD FOREIGN KEY (settlement_id) REFERENCES base_settlement (id);
    CREATE TABLE base_step (LIKE settlement_step INCLUDING ALL)`);
  await compare({
    name: `settle a week of ${FACTS} facts of ${FIRMS} firms (baseline: one statement that makes the same)`,
    before: () => clear(stage),
    ours: () => settled(stage),
    baseline: () => summed(stage),
  });
  await sameStatements(stage);
}

async function clear({ raw }: Stage): Promise<void> {
  await raw.query(`TRUNCATE ${SETTLED.join(', ')}, base_settlement, base_line, base_step`);
  await raw.query('TRUNCATE period_attempt_end, period_attempt, period_run');
  await raw.query('DELETE FROM settlement_week');
}

async function settled({ app, database }: Stage): Promise<void> {
  const dueAt = instantAt(daysOfWeek(nextWeek(WEEK))[0], '06:00');
  await database.transaction(SYSTEM, (tx) => enterRuns(tx, [{ ...KEY, dueAt }]));
  await app.get(Periods).runNow(KEY);
}

/** With the same room for its sums as ours. */
async function summed({ raw }: Stage): Promise<void> {
  const { from, to } = spanOfWeek(WEEK);
  const client = await raw.connect();
  try {
    await client.query("SET work_mem = '256MB'; SET jit = off");
    const nobody = '00000000-0000-0000-0000-000000000000';
    await client.query(BASELINE, [MARKET, WEEK, from, to, MONDAY, SUNDAY, lastInstantOf(SUNDAY), nobody]);
  } finally {
    client.release();
  }
}

/** A baseline that makes something else would say nothing. */
async function sameStatements(stage: Stage): Promise<void> {
  const { raw } = stage;
  await clear(stage);
  await settled(stage);
  await summed(stage);
  const figures = (settlement: string, line: string, step: string) =>
    raw.query(
      `SELECT (SELECT count(*) FROM ${settlement}) AS statements, (SELECT sum((statement -> 'closed' ->> 'valueCny')::numeric) FROM ${settlement}) AS closed,
         (SELECT statement -> 'declared' ->> 'valueUsd' FROM ${settlement} WHERE broker_id IS NULL) AS declared,
         (SELECT coalesce(statement -> 'openItems' -> 'byKind', statement -> 'openItems') FROM ${settlement} WHERE broker_id IS NULL) AS open,
         (SELECT coalesce(statement -> 'closed' ->> 'containers', statement -> 'containers' ->> 'closed') FROM ${settlement} WHERE broker_id IS NULL) AS containers,
         (SELECT sum(value_usd) FROM ${line}) AS lines, (SELECT sum(value_usd) FROM ${step}) AS steps, (SELECT count(*) FROM ${step}) AS step_rows`,
    );
  const [ours, base] = [
    (await figures('settlement', 'settlement_line', 'settlement_step')).rows[0],
    (await figures('base_settlement', 'base_line', 'base_step')).rows[0],
  ];
  if (JSON.stringify(ours) !== JSON.stringify(base)) {
    throw new Error(`not the same: ${JSON.stringify(ours)} and ${JSON.stringify(base)}`);
  }
}
