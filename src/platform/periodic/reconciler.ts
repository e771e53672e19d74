import { Injectable, Logger } from '@nestjs/common';
import { Periods } from './periods.service.js';
import { warnUnlessOutage } from '../queue/outage.js';

const EVERY_MS = 30_000;

/** Looks at the calendar when the process starts and every 30 s. Every process may: the ledger's unique key decides. */
@Injectable()
export class Reconciler {
  private readonly log = new Logger('reconciler');
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly periods: Periods) {}

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
