import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { CONFIG, type Config } from '../config/config.js';
import { SYSTEM } from '../database/actor.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import { DatabaseLiveness } from '../database/liveness.js';

const READ_WITHIN_MS = 1_500;

/** Reads how long the oldest has waited. */
type ReadAge = (tx: Tx) => Promise<{ readonly seconds: string | null } | null>;

/** What an operator watches: the process, its pool, and how long what waits has waited. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  private readonly up: Gauge;
  private readonly oldestWaiting = new Map<string, ReadAge>();

  constructor(
    database: Database,
    private readonly liveness: DatabaseLiveness,
    @Inject(CONFIG) config: Config,
  ) {
    // Among them the delay of the event loop: nodejs_eventloop_lag_*.
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'loomgate_build_info',
      help: 'Always 1; the version and the role of the process are labels.',
      labelNames: ['version', 'role'],
      registers: [this.registry],
    }).set({ version: config.codeVersion, role: config.processRole }, 1);
    const pool: Gauge<'state'> = new Gauge({
      name: 'loomgate_database_connections',
      help: 'Connections of the pool: open, idle among them, and callers waiting for one.',
      labelNames: ['state'],
      registers: [this.registry],
      collect: () => {
        for (const [state, count] of Object.entries(database.poolUse)) pool.set({ state }, count);
      },
    });
    this.up = new Gauge({
      name: 'loomgate_database_up',
      help: 'Whether the database answers: 1 or 0.',
      registers: [this.registry],
    });
    const ages: Gauge<'of'> = new Gauge({
      name: 'loomgate_oldest_waiting_seconds',
      help: 'Age of the oldest of what waits: outbox messages that are not processed, periods that are due.',
      labelNames: ['of'],
      registers: [this.registry],
      collect: () =>
        this.whileItAnswers(ages, () =>
          database.transaction(SYSTEM, async (tx) => {
            for (const [of, read] of this.oldestWaiting) ages.set({ of }, Number((await read(tx))?.seconds ?? 0));
          }),
        ),
    });
  }

  /** Has the age of the oldest of these reported as well. */
  addOldestWaiting(of: string, read: ReadAge): void {
    this.oldestWaiting.set(of, read);
  }

  /** Answers within 2 s, also while the database does not. */
  async text(): Promise<string> {
    this.up.set((await this.liveness.missing()) === 'database-away' ? 0 : 1);
    return this.registry.metrics();
  }

  /** Figures that stand in the database are left out while it does not answer: an old one would look like the present one. */
  async whileItAnswers(gauge: Gauge, read: () => Promise<void>): Promise<void> {
    gauge.reset();
    if (this.liveness.away) return;
    const late = new Promise<void>((resolve) => setTimeout(resolve, READ_WITHIN_MS).unref());
    await Promise.race([read(), late]).catch(() => gauge.reset());
  }
}
