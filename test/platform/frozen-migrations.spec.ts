import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import * as migrations from '../../migrations/index.js';

const FILE = join(__dirname, '..', '..', 'migrations', 'checksums.json');
/** `FREEZE=1 npm test -- test/platform/frozen-migrations` writes the checksums of migrations that have none yet. */
const FREEZES = process.env['FREEZE'] === '1';

/**
 * What a migration sends: its statements with their parameters, white space aside. Its source may be formatted or moved; what
 * a database that has run it looks like may not change, whether by its text, by a helper or by a table of seeds it reads.
 */
async function checksumOf(migration: MigrationInterface): Promise<string> {
  const hash = createHash('sha256');
  const query = (sql: string, parameters: unknown[] = []) => {
    hash.update(`${sql.replace(/\s+/g, ' ').trim()}\n${JSON.stringify(parameters).replace(DRAWN, 'drawn')}\n`);
    return Promise.resolve([]);
  };
  await migration.up({ query } as unknown as QueryRunner);
  return hash.digest('hex');
}

/** Ids and the seed of the lanes are made when a migration runs. */
const DRAWN = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}/g;

const frozen = (existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {}) as Record<string, string>;
const numberOf = (name: string): number => Number(/1(\d{12})$/.exec(name)?.[1]);
const all = Object.entries(migrations)
  .map(([name, type]) => ({ name, migration: new type() as MigrationInterface }))
  .sort((one, other) => numberOf(one.name) - numberOf(other.name));

describe('a landed migration', () => {
  it('sends the same statements for ever: what it lacks comes with a new one', async () => {
    const present: Record<string, string> = {};
    for (const { name, migration } of all) present[name] = await checksumOf(migration);
    if (FREEZES) {
      const added = Object.entries(present).filter(([name]) => !(name in frozen));
      writeFileSync(FILE, `${JSON.stringify({ ...frozen, ...Object.fromEntries(added) }, null, 2)}\n`);
    }
    // One without a checksum is frozen before it lands: FREEZE=1 npm test -- test/platform/frozen-migrations
    expect(present).toEqual(FREEZES ? { ...present, ...frozen } : frozen);
  });

  it('has a number of its own, which its file begins with', () => {
    const files = readdirSync(dirname(FILE)).filter((name) => /^\d{4}-/.test(name));
    const numbers = all.map(({ name }) => numberOf(name));
    expect(files.sort().map((name) => Number(name.slice(0, 4)))).toEqual(numbers);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});
