import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { CONFIG, type Config } from '../config/config.js';
import { SYSTEM } from '../database/actor.js';
import { Database } from '../database/database.js';
import { DatabaseLiveness } from '../database/liveness.js';

const READ_WITHIN_MS = 1_500;

/** What an operator watches: the process, its pool, and how long outbox messages and periods wait. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  private readonly up: Gauge;

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
    const whileItAnswers = this.whileItAnswers.bind(this);
    const ages: Gauge<'of'> = new Gauge({
      name: 'loomgate_oldest_waiting_seconds',
      help: 'Age of the oldest outbox message that is not processed and of the oldest due period.',
      labelNames: ['of'],
      registers: [this.registry],
      collect: () =>
        whileItAnswers(ages, async () => {
          const row = await database.transaction(SYSTEM, (tx) =>
            tx.one<{ outbox: string | null; period: string | null }>(
              `SELECT extract(epoch FROM clock_timestamp() - (SELECT created_at FROM outbox ORDER BY id LIMIT 1)) AS outbox,
                      extract(epoch FROM clock_timestamp() - (SELECT min(greatest(enqueued_at, next_attempt_at)) FROM period_run WHERE state IN ('due', 'running'))) AS period`,
            ),
          );
          ages.set({ of: 'outbox' }, Number(row?.outbox ?? 0));
          ages.set({ of: 'period' }, Number(row?.period ?? 0));
        }),
    });
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
