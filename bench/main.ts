import 'reflect-metadata';
import * as board from './board.bench.js';
import * as boards from './boards.bench.js';
import * as clearance from './clearance.bench.js';
import * as creating from './creating.bench.js';
import * as fairness from './fairness.bench.js';
import * as files from './files.bench.js';
import * as imports from './import.bench.js';
import * as jobs from './jobs.bench.js';
import * as limits from './limits.bench.js';
import * as lists from './lists.bench.js';
import * as reports from './report.bench.js';
import * as security from './security.bench.js';
import * as settlement from './settlement.bench.js';
import { openStage, type Stage } from './stage.js';

/** Each benchmark fills a stage of its own and prints lines `name: ours X ms, baseline Y ms, ratio Z`. */
const BENCHES: Record<string, { run(stage: Stage): Promise<void> }> = {
  creating,
  import: imports,
  lists,
  jobs,
  clearance,
  settlement,
  reports,
  files,
  board,
  boards,
  security,
  fairness,
  limits,
};

async function main(wanted: readonly string[]): Promise<void> {
  const names = wanted.length > 0 ? wanted : Object.keys(BENCHES);
  const unknown = names.filter((name) => !(name in BENCHES));
  if (unknown.length > 0)
    throw new Error(`There is no benchmark ${unknown.join(', ')}: ${Object.keys(BENCHES).join(', ')}.`);
  for (const name of names) {
    const stage = await openStage();
    try {
      await BENCHES[name]?.run(stage);
    } finally {
      await stage.close();
    }
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
