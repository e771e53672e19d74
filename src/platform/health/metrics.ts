import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { SYSTEM } from '../database/actor.js';
import { Database } from '../database/database.js';

/** What an operator watches: the process, and the two bells that must not fall silent. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  constructor(database: Database) {
    collectDefaultMetrics({ register: this.registry });
    const ages = new Gauge({
      name: 'loomgate_oldest_waiting_seconds',
      help: 'Age of the oldest unsent outbox row and of the oldest due period.',
      labelNames: ['of'],
      registers: [this.registry],
      async collect() {
        const row = await database.transaction(SYSTEM, (tx) =>
          tx.one<{ outbox: string | null; period: string | null }>(
            `SELECT extract(epoch FROM clock_timestamp() - (SELECT min(created_at) FROM outbox WHERE sent_at IS NULL)) AS outbox,
                    extract(epoch FROM clock_timestamp() - (SELECT min(greatest(rung_at, next_attempt_at)) FROM period_run WHERE state IN ('due', 'running'))) AS period`,
          ),
        );
        ages.set({ of: 'outbox' }, Number(row?.outbox ?? 0));
        ages.set({ of: 'period' }, Number(row?.period ?? 0));
      },
    });
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
