import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Metrics } from '../platform/health/metrics.js';

/** What an operator watches of webhooks: how many are behind, and how far. */
@Injectable()
export class NoticeMetrics {
  constructor(metrics: Metrics, database: Database) {
    const registers = [metrics.registry];
    const behind: Gauge = new Gauge({
      name: 'loomgate_webhooks_behind',
      help: 'Endpoints with deliveries that wait, paused and switched-off ones left out.',
      registers,
      collect: () =>
        metrics.whileItAnswers(behind, async () => {
          const row = await database.transaction(SYSTEM, (tx) => tx.one<Row>(WAITING));
          behind.set(row?.endpoints ?? 0);
          oldest.set(Number(row?.seconds ?? 0));
        }),
    });
    const oldest: Gauge = new Gauge({
      name: 'loomgate_webhooks_oldest_waiting_seconds',
      help: 'Age of the oldest delivery that waits for one of them.',
      registers,
    });
  }
}

interface Row {
  readonly endpoints: number;
  readonly seconds: string | null;
}

const WAITING = `
  SELECT count(DISTINCT d.webhook_id)::int AS endpoints, extract(epoch FROM clock_timestamp() - min(d.created_at)) AS seconds
  FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id WHERE d.state = 'pending' AND w.state = 'active'`;
