import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { warnUnlessOutage } from '../platform/queue/outage.js';
import { Periods } from './periods.service.js';

const EVERY_MS = 30_000;

/** Looks at the calendar when the process starts and every 30 s. Every process may: the ledger's unique key decides. */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('reconciler');
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly periods: Periods,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Every kind of period has registered itself by now: that happens while the modules are built. */
  onApplicationBootstrap(): void {
    if (this.config.processRole !== 'api') this.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  start(): void {
    this.timer = setInterval(() => this.look(), EVERY_MS);
    this.look();
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  private look(): void {
    this.running = this.periods.reconcile().then(
      (entered) => entered.length > 0 && this.log.log(`${entered.length} periods became due`),
      (error: Error) => warnUnlessOutage(this.log, 'calendar not read', error),
    );
  }
}
