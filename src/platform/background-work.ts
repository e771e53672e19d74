import { Inject, Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from './config/config.js';
import { PeriodicWork } from './periodic-work.js';
import { Relay } from './outbox/relay.js';
import { WorkerLiveness } from './queue/worker-liveness.js';
import { Jobs } from './queue/jobs.service.js';

/** The background half of a process: starts with the roles `all` and `worker`, and ends before the database does. */
@Injectable()
export class BackgroundWork implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private started = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly jobs: Jobs,
    private readonly relay: Relay,
    private readonly workerLiveness: WorkerLiveness,
    private readonly periodicWork: PeriodicWork,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.processRole === 'api') return;
    await this.jobs.start();
    this.relay.start();
    this.workerLiveness.start();
    this.periodicWork.start();
    this.started = true;
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.started) {
      this.workerLiveness.stop();
      await this.periodicWork.stop();
      await this.relay.stop();
    }
    await this.jobs.stop();
  }
}
