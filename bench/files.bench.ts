import { Writable } from 'node:stream';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import ExcelJS from 'exceljs';
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { to as copyTo } from 'pg-copy-streams';
import { analystFetch, fill } from './export-facts.js';
import { compare } from './pairs.js';
import type { Stage } from './stage.js';

const LINES = Number.parseInt(process.env['BENCH_LINES'] ?? '1000000', 10);
const WORKBOOK_LINES = Number.parseInt(process.env['BENCH_WORKBOOK_LINES'] ?? '200000', 10);
const GROUP_ROWS = 5_000;
const ALL = 'from=2019-01-01&to=2021-12-31';
const MEGABYTE = 1024 * 1024;

type Get = (path: string) => Promise<Response>;

/** The lines behind a figure as whole files by HTTP, beside COPY, and beside the libraries' writers that are fed rows ready-made. */
export async function run(stage: Stage): Promise<void> {
  await fill(stage);
  const get = await analystFetch(stage);
  const { rows } = await stage.raw.query<{ n: number; until: string }>(
    `SELECT count(*)::int AS n, coalesce((SELECT (stat_day - 1)::text FROM export_fact ORDER BY stat_day OFFSET $1 LIMIT 1), '2021-12-31') AS until
     FROM export_fact`,
    [WORKBOOK_LINES],
  );
  const { n = 0, until = '' } = rows[0] ?? {};
  const lines = Math.min(n, LINES);
  const few = `from=2019-01-01&to=${until}`;
  const inFew = await stage.raw.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM export_fact WHERE stat_day <= $1',
    [until],
  );
  const workbookLines = inFew.rows[0]?.n ?? 0;
  await compareFile(get, { format: 'csv', question: ALL, lines }, () => copied(stage));
  await compareFile(get, { format: 'xlsx', question: few, lines: workbookLines }, () =>
    bareWorkbook(stage, workbookLines),
  );
  await compareFile(get, { format: 'parquet', question: ALL, lines }, () => bareParquet(stage, lines));
}

/** Besides the ratio: when the first byte came, the most memory that the process had, and the longest time nobody else had a turn. */
async function compareFile(
  get: Get,
  { format, question, lines }: { format: string; question: string; lines: number },
  baseline: () => Promise<unknown>,
) {
  const firsts: number[] = [];
  let peak = 0;
  const before = process.memoryUsage().rss;
  const pauses = monitorEventLoopDelay({ resolution: 5 });
  await compare({
    name: `${lines} lines as ${format} (baseline: ${format === 'csv' ? 'COPY TO STDOUT' : 'the bare writer'})`,
    ours: async () => {
      pauses.enable();
      const begun = performance.now();
      const answer = await get(`/v1/reports/export-value/lines?${question}&format=${format}`);
      if (!answer.ok || !answer.body) throw new Error(`${format}: ${answer.status} ${await answer.text()}`);
      let bytes = 0;
      for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>) {
        if (bytes === 0) firsts.push(performance.now() - begun);
        bytes += piece.length;
        peak = Math.max(peak, process.memoryUsage().rss);
      }
      pauses.disable();
    },
    baseline,
  });
  const first = [...firsts].sort((a, b) => a - b)[Math.floor(firsts.length / 2)] ?? 0;
  console.log(
    `${lines} lines as ${format}: first byte ${first.toFixed(0)} ms, memory ${Math.round(before / MEGABYTE)} MB before and ` +
      `${Math.round(peak / MEGABYTE)} MB at most, longest pause ${(pauses.max / 1e6).toFixed(0)} ms`,
  );
}

async function copied({ raw }: Stage): Promise<void> {
  const client = await raw.connect();
  try {
    const stream = client.query(
      copyTo(`COPY (SELECT stat_day, id, declaration_id, item_number, market, broker_id, hs_code, goods_name, country, currency,
        value_cny, value_usd, net_weight_kg, quantity, unit, cause, posted_at FROM export_fact ORDER BY stat_day, id) TO STDOUT (FORMAT csv)`),
    );
    await pipeline(stream, new Writable({ write: (_chunk, _encoding, done) => done() }));
  } finally {
    client.release();
  }
}

const COLUMNS = [
  'stat_day',
  'id',
  'declaration_id',
  'market',
  'broker_id',
  'hs_code',
  'goods_name',
  'country',
  'currency',
] as const;
const AMOUNTS = ['value_cny', 'value_usd', 'net_weight_kg'] as const;

/** A few rows as they are, to be written again and again. */
async function sample({ raw }: Stage): Promise<Record<string, string>[]> {
  const { rows } = await raw.query<Record<string, string>>(
    `SELECT ${COLUMNS.map((column) => `${column}::text`).join(', ')}, ${AMOUNTS.join(', ')} FROM export_fact LIMIT ${GROUP_ROWS}`,
  );
  return rows;
}

async function bareWorkbook(stage: Stage, lines: number): Promise<void> {
  const rows = (await sample(stage)).map((row) => [
    ...COLUMNS.map((column) => row[column] ?? ''),
    ...AMOUNTS.map((amount) => Number(row[amount])),
  ]);
  const stream = new Writable({ write: (_chunk, _encoding, done) => done() });
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: stream as never });
  const sheet = workbook.addWorksheet('lines');
  for (let line = 0; line < lines; line++) {
    sheet.addRow(rows[line % rows.length]).commit();
    if (line % 1_000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  sheet.commit();
  await workbook.commit();
}

async function bareParquet(stage: Stage, lines: number): Promise<void> {
  const rows = await sample(stage);
  const repetition_type = 'OPTIONAL' as const;
  const schema: SchemaElement[] = [
    { name: 'root', num_children: COLUMNS.length + AMOUNTS.length },
    ...COLUMNS.map((name): SchemaElement => ({ name, repetition_type, type: 'BYTE_ARRAY', converted_type: 'UTF8' })),
    ...AMOUNTS.map((name): SchemaElement => ({
      name,
      repetition_type,
      type: 'INT64',
      converted_type: 'DECIMAL',
      precision: 18,
      scale: 5,
    })),
  ];
  const columnData = [
    ...COLUMNS.map((name) => ({ name, data: rows.map((row) => row[name] ?? '') })),
    ...AMOUNTS.map((name) => ({ name, data: rows.map((row) => BigInt(Math.round(Number(row[name]) * 1e5))) })),
  ];
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema });
  for (let line = 0; line < lines; line += rows.length) {
    void writer.write({ columnData, rowGroupSize: GROUP_ROWS });
    bytes.index = 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
  void writer.finish();
}
