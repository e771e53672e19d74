import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { publish } from '../platform/outbox/outbox.js';
import { Every } from '../platform/periodic-work.js';
import { Processor } from '../platform/queue/job.js';
import { compactRollups } from './compact-rollups.jobs.js';
import { compact, DELTAS_MAX, needsCompaction } from './rollup.repository.js';

/** Folds what is pending, batch by batch. Called twice, the second finds nothing. */
@Injectable()
@Processor(compactRollups)
export class CompactRollups {
  constructor(private readonly database: Database) {}

  /**
   * Publishes a compaction where deltas are pending, unless one waits in the outbox already. `postExports` itself does not: it would
   * put a job behind every receipt. Reports are exact in between; only the pending rows they add become more.
   */
  @Every(2_000, 'deltas wait')
  async publishIfNeeded(): Promise<void> {
    await this.database.transaction(SYSTEM, async (tx) => {
      if (await needsCompaction(tx, compactRollups.name)) await publish(tx, compactRollups, {});
    });
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
