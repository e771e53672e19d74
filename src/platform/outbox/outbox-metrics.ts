import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { SYSTEM } from '../database/actor.js';
import { Database } from '../database/database.js';
import { Metrics } from '../health/metrics.js';
import { definedJobs } from '../queue/job.js';
import { Jobs } from '../queue/jobs.service.js';
import { countFailedByJob } from './failed-messages.js';

interface OldestMessage {
  readonly seconds: string;
}

/** What an operator watches of the jobs: which have failed for good, by the outbox, and how much the queue holds. */
@Injectable()
export class OutboxMetrics {
  constructor(metrics: Metrics, database: Database, jobs: Jobs) {
    metrics.addOldestWaiting('outbox', (tx) =>
      tx.one<OldestMessage>(
        'SELECT extract(epoch FROM clock_timestamp() - created_at) AS seconds FROM outbox ORDER BY id LIMIT 1',
      ),
    );
    const registers = [metrics.registry];
    const failed: Gauge<'job'> = new Gauge({
      name: 'loomgate_jobs_failed',
      help: 'Outbox messages that have failed for good and are tried again from time to time, by job.',
      labelNames: ['job'],
      registers,
      collect: () =>
        metrics.whileItAnswers(failed, async () => {
          const counts = await database.transaction(SYSTEM, countFailedByJob);
          for (const { name } of definedJobs()) failed.set({ job: name }, 0);
          for (const { job, count } of counts) failed.set({ job }, count);
        }),
    });
    const depth: Gauge<'state'> = new Gauge({
      name: 'loomgate_queue_depth',
      help: 'Jobs of the queue by state: waiting, active, delayed. No value while the queue does not answer.',
      labelNames: ['state'],
      registers,
      collect: () =>
        metrics.whileItAnswers(depth, async () => {
          for (const [state, count] of Object.entries(await jobs.depth())) depth.set({ state }, count);
        }),
    });
  }
}
