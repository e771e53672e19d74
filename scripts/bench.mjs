/**
 * `npm run bench [-- names]`: the benchmarks of bench/main.ts, compiled like the service so that they measure what runs.
 * `npm run bench -- --small [names]` runs each once on little data: it measures nothing, and fails when one no longer fits the service.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { failWith, prepare, root } from './prepare.mjs';

const SMALL = {
  BENCH_PAIRS: '1',
  BENCH_CHANGES: '1',
  BENCH_SCANS: 'off',
  BENCH_DECLARATIONS: '2000',
  BENCH_OPEN: '200',
  BENCH_BOARDS: '20',
  BENCH_IMPORT_DECLARATIONS: '20',
  BENCH_JOBS: '20',
  BENCH_FACTS: '2000',
  BENCH_WEEK_FACTS: '2000',
  BENCH_CREATES: '8',
  BENCH_SECONDS: '1',
  BENCH_REQUESTS: '5',
  BENCH_LINES: '2000',
  BENCH_WORKBOOK_LINES: '500',
};

const small = process.argv.indexOf('--small');
if (small > 0) {
  process.argv.splice(small, 1);
  Object.assign(process.env, { ...SMALL, ...process.env });
}
await prepare({ page: false });
const main = join(root, 'dist', 'bench', 'main.js');
if (!existsSync(main)) failWith('There is no bench/main.ts, so there is nothing to measure.');
await import(pathToFileURL(main).href);
