import { SYSTEM } from '../src/platform/database/actor.js';
import { type Question, readQuestion, type WrittenQuestion } from '../src/reports/domain/question.js';
import { sumsStatement } from '../src/reports/export-value.query.js';
import { postExports, type DesiredPosting } from '../src/statistics/export-ledger.js';
import { SystemClock } from '../src/vocabulary/clock.js';
import { newId } from '../src/vocabulary/id.js';
import { analyst, fill, ITEMS } from './export-facts.js';
import { compare } from './pairs.js';
import type { Stage } from './stage.js';

const POSTED = 200;
const WRITERS = 8;
const DAY = 'from=2021-06-15&to=2021-06-15';
const MONTH = 'from=2021-06-01&to=2021-06-30';
const YEAR = 'from=2021-01-01&to=2021-12-31';

const QUESTIONS: readonly [name: string, query: string][] = [
  ['a day by country', DAY],
  ['a month by country', MONTH],
  ['327 days by country', 'from=2021-01-15&to=2021-12-07'],
  ['a year by country', YEAR],
  ['a year by month', `${YEAR}&groupBy=month`],
  ['a year by chapter', `${YEAR}&groupBy=chapter`],
  ['a year by week', `${YEAR}&groupBy=week`],
  ['a month by heading', `${MONTH}&groupBy=heading`],
  ['a month as of an instant', `${MONTH}&asOf=2026-06-01T00:00:00Z`],
  ['a month as of an instant within it', `${MONTH}&asOf=2021-06-20T04:00:00Z`],
];

/** Reports by HTTP over a ledger of a million facts, beside the very same statements by raw pg; and posting beside bare inserts. */
export async function run(stage: Stage): Promise<void> {
  await fill(stage);
  const get = await analyst(stage);
  for (const [name, query] of QUESTIONS) {
    const { sql, values } = sumsStatement(questionOf(query));
    await compare({
      name: `export value, ${name}`,
      ours: () => get(`/v1/reports/export-value?${query}`),
      baseline: () => stage.raw.query({ name: `report ${name}`, text: sql, values }),
    });
  }
  await compareGrouping(stage, get);
  await compareLines(stage, get);
  await compareWriters(stage);
  await comparePosting(stage);
}

function questionOf(query: string): Question {
  const written = Object.fromEntries(new URLSearchParams(query)) as unknown as WrittenQuestion;
  const question = readQuestion(written, new SystemClock().now().toISOString());
  if (Array.isArray(question)) throw new Error(JSON.stringify(question));
  return question;
}

/** How many times faster the rollups are than adding up the facts: here the baseline is the slow one. */
async function compareGrouping(stage: Stage, get: (path: string) => Promise<unknown>): Promise<void> {
  for (const [name, query, from, to] of [
    ['a month', MONTH, '2021-06-01', '2021-06-30'],
    ['a year', YEAR, '2021-01-01', '2021-12-31'],
  ] as const)
    await compare({
      name: `export value, ${name} by country (baseline: GROUP BY over its facts)`,
      ours: () => get(`/v1/reports/export-value?${query}`),
      baseline: () =>
        stage.raw.query({
          name: `grouped ${name}`,
          text: `SELECT country, sum(value_cny), sum(net_weight_kg), sum(declarations_by_country) FROM export_fact
                 WHERE stat_day BETWEEN $1 AND $2 GROUP BY country`,
          values: [from, to],
        }),
    });
}

async function compareLines(stage: Stage, get: (path: string) => Promise<unknown>): Promise<void> {
  await compare({
    name: 'export value, 500 lines of a year',
    ours: () => get(`/v1/reports/export-value/lines?${YEAR}&country=NGA&limit=500`),
    baseline: () =>
      stage.raw.query(
        `SELECT * FROM export_fact WHERE stat_day BETWEEN '2021-01-01' AND '2021-12-31' AND country = 'NGA'
         ORDER BY stat_day, id LIMIT 501`,
      ),
  });
}

/** What the rollup costs the writer: facts with their deltas, compared and locked, beside the same facts alone. */
async function comparePosting(stage: Stage): Promise<void> {
  const clock = new SystemClock();
  const bare = `INSERT INTO export_fact SELECT * FROM jsonb_populate_recordset(NULL::export_fact, $1::jsonb)`;
  const copies = await stage.raw.query<{ rows: Record<string, unknown>[] }>(
    `SELECT jsonb_agg(to_jsonb(f)) AS rows FROM (SELECT * FROM export_fact LIMIT ${POSTED * ITEMS}) f`,
  );
  const rows = copies.rows[0]?.rows ?? [];
  await compare({
    name: `post ${POSTED} declarations of ${ITEMS} items`,
    ours: () =>
      stage.database.transaction(SYSTEM, (tx) =>
        postExports(
          tx,
          clock,
          Array.from({ length: POSTED }, () => posting(stage)),
        ),
      ),
    baseline: () =>
      stage.raw.query(bare, [JSON.stringify(rows.map((row) => ({ ...row, id: newId(), declaration_id: newId() })))]),
  });
}

/** Eight writers at once, all on one day and country, beside the same facts without rollups; a reader looks meanwhile whether all is exact. */
async function compareWriters(stage: Stage): Promise<void> {
  const clock = new SystemClock();
  const each = Math.ceil(POSTED / WRITERS);
  const copies = await stage.raw.query<{ rows: Record<string, unknown>[] }>(
    `SELECT jsonb_agg(to_jsonb(f)) AS rows FROM (SELECT * FROM export_fact LIMIT ${each * ITEMS}) f`,
  );
  const rows = copies.rows[0]?.rows ?? [];
  const bare = `INSERT INTO export_fact SELECT * FROM jsonb_populate_recordset(NULL::export_fact, $1::jsonb)`;
  const together = (work: () => Promise<unknown>) => Promise.all(Array.from({ length: WRITERS }, work));
  const some = () => Array.from({ length: each }, () => posting(stage));
  await compare({
    name: `post ${each} declarations of ${ITEMS} items by each of ${WRITERS} writers, one day and country (baseline: no rollups)`,
    ours: async () => {
      const written = together(() => stage.database.transaction(SYSTEM, (tx) => postExports(tx, clock, some())));
      await assertExact(stage);
      await written;
      await assertExact(stage);
    },
    baseline: () =>
      together(() =>
        stage.raw.query(bare, [JSON.stringify(rows.map((row) => ({ ...row, id: newId(), declaration_id: newId() })))]),
      ),
  });
}

/** What is posted of the broker here is in the rollups, or pending. */
async function assertExact({ raw, broker }: Stage): Promise<void> {
  const { rows } = await raw.query(
    `SELECT sum(value_cny) AS difference FROM (SELECT value_cny FROM export_fact WHERE broker_id = $1
       UNION ALL SELECT -value_cny FROM rollup_day WHERE broker_id = $1
       UNION ALL SELECT -value_cny FROM rollup_delta WHERE broker_id = $1) side HAVING sum(value_cny) <> 0`,
    [broker.organisationId],
  );
  if (rows.length > 0) throw new Error(`The rollups are wrong by ${rows[0].difference}.`);
}

function posting({ broker }: Stage): DesiredPosting {
  const items = Array.from({ length: ITEMS }, (_, index) => ({
    itemNumber: index + 1,
    hsCode: '5407520090',
    name: '涤纶染色布',
    finalDestination: 'NGA',
    fobCny: '1260.50',
    fobUsd: '197.40',
    netWeightKg: '380.5',
  }));
  const common = { version: 1, cause: 'closing' as const, market: 'KQ-CTC', currency: 'USD', transportMode: '2' };
  return { ...common, declarationId: newId(), brokerId: broker.organisationId ?? '', statDay: '2021-06-15', items };
}
