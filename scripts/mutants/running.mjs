/** Runs stories on a copy of the sources, in one process after the other, on one server. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { run } from '../child.mjs';
import { root } from '../prepare.mjs';

/** Beyond this something that was removed keeps a story from ending. */
const STORY_MS_MAX = 300_000;
const WITHOUT_POLICY = 'loomgate_mutant';

/** The sources as they are, with what is not committed, in a folder of their own. */
export function copyOfSources() {
  const copy = mkdtempSync(join(tmpdir(), 'loomgate-mutants-'));
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  for (const file of files.split('\n').filter((name) => name !== '' && existsSync(join(root, name)))) {
    if (file === 'node_modules') continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** One server for all runs, with one migrated database that stories clone: to start and to migrate takes longer than most of them. */
export class Server {
  static async start() {
    const require = createRequire(import.meta.url);
    require('../sql/load-typescript.cjs');
    const { startEmbeddedPostgres } = require('../../embedded-postgres/src/embedded-postgres.ts');
    const { prepareTemplate } = require('../../test/support/servers/template.ts');
    const { databaseOf } = require('../../test/support/servers/database-url.ts');
    const directory = mkdtempSync(join(tmpdir(), 'loomgate-mutants-server-'));
    const embedded = await startEmbeddedPostgres({ directory, durable: false });
    return new Server(embedded, await prepareTemplate(embedded.url), databaseOf);
  }

  constructor(embedded, template, databaseOf) {
    Object.assign(this, { embedded, template, databaseOf });
  }

  /** Does work with the name of a template, of whose schema a statement has removed something. */
  async without(sql, work) {
    const { url } = this.embedded;
    await statement(url, `CREATE DATABASE ${WITHOUT_POLICY} TEMPLATE ${this.template}`);
    try {
      await statement(this.databaseOf(url, WITHOUT_POLICY), sql);
      return await work(WITHOUT_POLICY);
    } finally {
      await statement(url, `DROP DATABASE ${WITHOUT_POLICY} WITH (FORCE)`);
    }
  }

  stop() {
    return this.embedded.stop();
  }
}

async function statement(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** The names of the tests of a file that passed, and those that failed; none at all where it could not be begun, or did not end. */
export async function runStory(copy, { file, only }, server, template = server.template) {
  const result = join(copy, 'result.json');
  rmSync(result, { force: true });
  const { output } = await run(
    process.execPath,
    [join(copy, 'scripts/mutants/story.cjs'), file, result, ...(only === undefined ? [] : [only])],
    {
      cwd: copy,
      env: {
        ...process.env,
        ...{ TEST_SERVER_URL: server.embedded.url, TEST_TEMPLATE: template },
        ...{ STORIES: 'apart', DATA_DIR: join(copy, '.data') },
      },
      ...{ quiet: true, timeout: STORY_MS_MAX, killSignal: 'SIGKILL' },
    },
  );
  if (!existsSync(result)) return { passed: [], failures: [], output };
  return { ...JSON.parse(readFileSync(result, 'utf8')), output };
}
