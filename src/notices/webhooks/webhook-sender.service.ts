import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { FaultPoints } from '../../platform/fault-points.js';
import { SYSTEM } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { DatabaseRecovery } from '../../platform/database/database-recovery.js';
import { Clock } from '../../vocabulary/clock.js';
import { newId } from '../../vocabulary/id.js';
import { Refusal } from '../../messages/refusals/refusal.js';
import { cloudEventOf } from '../domain/events.js';
import { post, type PostResult } from './post.js';
import { leaseNext, type LeasedDelivery, dueEndpoints, isAccepted, record, release } from './queue.repository.js';
import { signedHeaders } from './signature.js';
import { targetOf } from './targets.js';

/**
 * Sends what waits in the queue of one endpoint, one after the other. Held by a lease, not by a lock: no connection to the database
 * waits for somebody else's server. Dying between the answer and the record sends once more: receivers know the id.
 */
@Injectable()
export class WebhookSender {
  constructor(
    private readonly database: Database,
    private readonly recovery: DatabaseRecovery,
    private readonly clock: Clock,
    private readonly faultPoints: FaultPoints,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Endpoints that have something to send. */
  due(): Promise<string[]> {
    return this.database.transaction(SYSTEM, (tx) => dueEndpoints(tx, this.clock.now().toISOString()));
  }

  /** Sends until nothing is due, something fails, or `stop` says so; returns how many attempts were made. */
  async run(webhook: string, stop: () => boolean = () => false): Promise<number> {
    const lease = newId();
    let attempts = 0;
    while (!stop()) {
      const now = this.clock.now().toISOString();
      const claimed = await this.database.transaction(SYSTEM, (tx) => leaseNext(tx, webhook, lease, now));
      if (!claimed) return attempts;
      this.faultPoints.reached('webhook-leased');
      attempts++;
      const result = await this.send(claimed);
      this.faultPoints.reached('webhook-sent');
      const outcome = { now: this.clock.now().toISOString(), result, chance: Math.random() };
      // What was sent is not sent again because the database was away at this moment.
      await this.recovery.repeat(() => this.database.transaction(SYSTEM, (tx) => record(tx, claimed, outcome)), stop);
      if (!isAccepted(result)) break;
    }
    await this.database.transaction(SYSTEM, (tx) => release(tx, webhook, lease));
    return attempts;
  }

  private async send(claimed: LeasedDelivery): Promise<PostResult> {
    const body = JSON.stringify(cloudEventOf(claimed));
    const seconds = Math.floor(this.clock.now().getTime() / 1_000);
    try {
      const target = await targetOf(claimed.url, { production: this.config.production });
      const headers = {
        'content-type': 'application/cloudevents+json; charset=utf-8',
        'user-agent': `Loomgate/${this.config.codeVersion}`,
        ...signedHeaders(claimed.secrets, claimed.id, seconds, body),
      };
      return await post(target, headers, body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: null, answer: null, error: error.code, durationMs: 0 };
    }
  }
}
