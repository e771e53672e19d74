import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { publish } from '../platform/outbox/outbox.js';
import { compactRollups } from './compact-rollups.jobs.js';
import { needsCompaction } from './rollup.repository.js';
import { warnUnlessOutage } from '../platform/queue/outage.js';

const EVERY_MS = 2_000;

/**
 * Looks for pending deltas every two seconds and publishes their compaction. `postExports` itself does not: it would put
 * a job behind every receipt. Reports are exact in between; only the pending rows they add become more.
 */
@Injectable()
export class CompactionScheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('rollups');
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.processRole === 'api') return;
    this.timer = setInterval(() => {
      this.running = this.publishIfNeeded().catch((error: Error) => warnUnlessOutage(this.log, 'deltas wait', error));
    }, EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  /** Publishes a compaction where deltas are pending, unless one waits in the outbox already. */
  async publishIfNeeded(): Promise<void> {
    await this.database.transaction(SYSTEM, async (tx) => {
      if (await needsCompaction(tx, compactRollups.name)) await publish(tx, compactRollups, {});
    });
  }
}
