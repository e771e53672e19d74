import type { Stage } from './stage.js';

const BIG_TABLE_ROWS = 10_000;
const COUNTERS_ARRIVE_MS = 11_000;

/** Without it only the statements are tried: small tables are rightly read from end to end. */
const MEASURES = process.env['BENCH_SCANS'] !== 'off';

/** How often each big table was read from end to end so far. An idle session reports its counters after ten seconds. */
export async function seqScans({ raw }: Stage): Promise<Map<string, string>> {
  if (!MEASURES) return new Map();
  await new Promise((resolve) => setTimeout(resolve, COUNTERS_ARRIVE_MS));
  const { rows } = await raw.query(
    `SELECT relname, seq_scan::text FROM pg_stat_user_tables
     WHERE schemaname = 'public' AND (SELECT reltuples FROM pg_class WHERE oid = relid) > $1 ORDER BY relname`,
    [BIG_TABLE_ROWS],
  );
  return new Map(rows.map(({ relname, seq_scan }) => [relname, seq_scan]));
}

/** Ends with an error when a big table was read from end to end since then. */
export async function assertNoneSince(stage: Stage, before: ReadonlyMap<string, string>): Promise<void> {
  const after = await seqScans(stage);
  const moved = [...after].filter(([table, scans]) => before.get(table) !== scans).map(([table]) => table);
  if (moved.length > 0) throw new Error(`Read from end to end: ${moved.join(', ')}.`);
  console.log(`sequential scans of ${[...after.keys()].join(', ')}: none`);
}
