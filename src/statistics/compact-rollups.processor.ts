import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Processor } from '../platform/queue/job.js';
import { Processors } from '../platform/queue/processors.js';
import { compactRollups } from './compact-rollups.jobs.js';
import { compact, DELTAS_MAX } from './rollup.repository.js';

/** Folds what is pending, batch by batch. Called twice, the second finds nothing. */
@Injectable()
export class CompactRollups implements Processor<Record<string, never>> {
  readonly job = compactRollups;

  constructor(
    private readonly database: Database,
    processors: Processors,
  ) {
    processors.register(this);
  }

  async process(): Promise<{ folded: number }> {
    let folded = 0;
    for (;;) {
      const batch = await this.database.transaction(SYSTEM, compact);
      folded += batch;
      if (batch < DELTAS_MAX) return { folded };
    }
  }
}
