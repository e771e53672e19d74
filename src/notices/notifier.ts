import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Every } from '../platform/periodic-work.js';
import { Clock } from '../vocabulary/clock.js';
import { MailSender } from './email/mail-sender.service.js';
import { EventFanOut } from './webhooks/event-fan-out.service.js';
import { sweep } from './webhooks/queue.repository.js';
import { WebhookSender } from './webhooks/webhook-sender.service.js';
import { warnUnlessOutage } from '../platform/queue/outage.js';

/** Endpoints that are sent to at the same time; a receiver that hangs takes one of them for ten seconds. */
const CONCURRENCY_MAX = 256;

/** The worker's part of notices: looks twice a second for what is to be sent, and sends to every receiver beside the others. */
@Injectable()
export class Notifier implements BeforeApplicationShutdown {
  private readonly log = new Logger('notices');
  private readonly busy = new Map<string, Promise<void>>();
  private stopping = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly fanOut: EventFanOut,
    private readonly webhooks: WebhookSender,
    private readonly mails: MailSender,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.busy.values());
  }

  /** Fans out new events and begins to send them; does not wait for any receiver. */
  @Every(500, 'notices wait')
  async run(): Promise<void> {
    await this.fanOut.run();
    for (const webhook of await this.webhooks.due()) {
      this.begin(webhook, () => this.webhooks.run(webhook, () => this.stopping));
    }
    if (this.config.smtp !== null) this.begin('mail', () => this.mails.run(() => this.stopping));
  }

  /** Resolves when everything that was begun has ended. */
  async idle(): Promise<void> {
    while (this.busy.size > 0) await Promise.all(this.busy.values());
  }

  /** Deletes the deliveries of last month. */
  @Every(3_600_000, 'old deliveries stay')
  async sweep(): Promise<void> {
    await this.database.transaction(SYSTEM, (tx) => sweep(tx, this.clock.now().toISOString()));
  }

  private begin(name: string, work: () => Promise<unknown>): void {
    if (this.stopping || this.busy.has(name) || this.busy.size >= CONCURRENCY_MAX) return;
    const done = work()
      .then(
        () => undefined,
        (error: Error) => warnUnlessOutage(this.log, name, error),
      )
      .finally(() => this.busy.delete(name));
    this.busy.set(name, done);
  }
}
