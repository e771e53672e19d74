import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Metrics } from '../platform/health/metrics.js';

/** What an operator watches of files: how many wait or are worked on. Finished and failed ones are in the list of imports. */
@Injectable()
export class ImportMetrics {
  constructor(metrics: Metrics, database: Database) {
    const open: Gauge<'state'> = new Gauge({
      name: 'loomgate_imports_open',
      help: 'Imports that are not finished, by state: queued, running.',
      labelNames: ['state'],
      registers: [metrics.registry],
      collect: () =>
        metrics.whileItAnswers(open, async () => {
          for (const state of ['queued', 'running']) open.set({ state }, 0);
          for (const { state, count } of await database.transaction(SYSTEM, (tx) => tx.rows<Row>(OPEN)))
            open.set({ state }, count);
        }),
    });
  }
}

interface Row {
  readonly state: string;
  readonly count: number;
}

const OPEN = `SELECT state, count(*)::int AS count FROM import_file WHERE state IN ('queued', 'running') GROUP BY state`;
