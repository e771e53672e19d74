import { Injectable } from '@nestjs/common';
import { Metrics } from '../../platform/health/metrics.js';

interface OldestPeriod {
  readonly seconds: string | null;
}

/** What an operator watches of the periods: how long the oldest due one has waited. */
@Injectable()
export class PeriodMetrics {
  constructor(metrics: Metrics) {
    metrics.addOldestWaiting('period', (tx) =>
      tx.one<OldestPeriod>(
        `SELECT extract(epoch FROM clock_timestamp() - min(greatest(enqueued_at, next_attempt_at))) AS seconds
         FROM period_run WHERE state IN ('due', 'running')`,
      ),
    );
  }
}
