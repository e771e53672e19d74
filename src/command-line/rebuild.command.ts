import { DeclarationRebuilder } from '../declarations/receipts/declaration-rebuilder.js';
import { Markets } from '../markets/markets.service.js';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { rebuildVisits } from '../shipments/visits/rebuild-visits.js';
import { rebuildRollups } from '../statistics/rebuild-rollups.js';
import { Clock } from '../vocabulary/clock.js';
import { type Command, optional, TEXT, UsageError } from './command.js';

const BATCH = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

type Counts = Readonly<Record<string, number>>;
type Work = (tx: Tx, after: string) => Promise<{ readonly last: string | null; readonly counts: Counts }>;

/** Carries what was found out of a transaction that must leave nothing behind. */
class OnlyLooked extends Error {
  constructor(readonly found: Awaited<ReturnType<Work>>) {
    super('only looked');
  }
}

/** Does the same with and without `check`; with it each batch is rolled back. The figures are those of what would be done. */
async function inBatches(database: Database, check: boolean, work: Work): Promise<Counts> {
  const sums: Record<string, number> = {};
  for (let after: string | null = BEFORE_ALL; after !== null;) {
    const from: string = after;
    const { last, counts } = await database
      .transaction(SYSTEM, async (tx) => {
        const found = await work(tx, from);
        if (check) throw new OnlyLooked(found);
        return found;
      })
      .catch((error: unknown) => {
        if (error instanceof OnlyLooked) return error.found;
        throw error;
      });
    for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
    after = last;
  }
  return sums;
}

export const rebuildCommand: Command = {
  name: 'rebuild',
  usage: 'rebuild [--market M] [--check]',
  about:
    'Computes status, times, due times and rollups anew from the facts and prints how many differed; the export ledger is only ever added to. --check changes nothing and ends with 1 if anything differs.',
  options: { market: TEXT, check: { type: 'boolean' } },
  async run(input, service) {
    if (input.positionals.length > 0) throw new UsageError(`rebuild takes no ${input.positionals[0]}.`);
    const market = optional(input, 'market') ?? null;
    const check = input.values['check'] === true;
    const database = service.get(Database);
    if (market !== null && !(await database.transaction(SYSTEM, (tx) => service.get(Markets).byCode(tx, market)))) {
      throw new UsageError(`There is no market ${market}.`);
    }
    const clock = service.get(Clock);
    const declarations = await inBatches(database, check, (tx, after) =>
      service.get(DeclarationRebuilder).batch(tx, { market, after, limit: BATCH }),
    );
    const shipments = await inBatches(database, check, (tx, after) =>
      rebuildVisits(tx, clock, { market, after, limit: BATCH }),
    );
    const rollups = await inBatches(database, check, async (tx) => ({
      last: null,
      counts: { differed: await rebuildRollups(tx, market) },
    }));
    console.log(JSON.stringify({ market, check, declarations, shipments, rollups }, null, 2));
    const differed = [declarations, shipments, rollups].flatMap(Object.entries).some(isDifference);
    if (check && differed) process.exitCode = 1;
  },
};

const isDifference = ([name, count]: [string, number]): boolean => name !== 'lookedAt' && count > 0;
