import { Injectable } from '@nestjs/common';
import { refuse } from '../../messages/refusals/refusal.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { type Page, readPage } from '../../platform/http/page.js';
import { Clock } from '../../vocabulary/clock.js';
import { deliveries, type Delivery, deliveryById } from './deliveries.query.js';
import { TEST_EVENT } from '../domain/events.js';
import { queueTest } from './event-fan-out.service.js';
import { idOr404 } from './webhook-id.js';
import type { DeliveriesQuery } from './webhooks.dto.js';
import { Webhooks } from './webhooks.service.js';

const isNumber = (text: string): boolean => /^\d{1,9}$/.test(text);

/** Deliveries to the endpoints that the actor may see. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly database: Database,
    private readonly webhooks: Webhooks,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, id: string, query: DeliveriesQuery): Promise<Page<Delivery>> {
    const missed = query.after === undefined ? null : Number(query.after);
    return this.database.transaction(actor, async (tx) => {
      const { id: webhook } = await this.webhooks.find(tx, idOr404(id));
      return readPage(
        query,
        [isNumber],
        (after, limit) => deliveries(tx, { webhook, after: missed, cursor: after?.[0] ?? null, limit }),
        ({ number }) => [String(number)],
      );
    });
  }

  byId(actor: Actor, id: string, deliveryId: string): Promise<Delivery> {
    return this.database.transaction(actor, (tx) => find(tx, id, deliveryId));
  }

  redeliver(actor: Actor, id: string, deliveryId: string): Promise<Delivery> {
    return this.database.transaction(actor, async (tx) => {
      await find(tx, id, deliveryId);
      await tx.run("UPDATE webhook_delivery SET state = 'pending', attempts = 0, next_attempt_at = $2 WHERE id = $1", [
        deliveryId,
        this.clock.now().toISOString(),
      ]);
      return find(tx, id, deliveryId);
    });
  }

  test(actor: Actor, id: string): Promise<Delivery> {
    return this.database.transaction(actor, async (tx) => {
      const { id: webhook } = await this.webhooks.find(tx, idOr404(id));
      const event = { type: TEST_EVENT, now: this.clock.now().toISOString() };
      return find(tx, webhook, await queueTest(tx, webhook, event));
    });
  }
}

async function find(tx: Tx, webhook: string, id: string): Promise<Delivery> {
  const found = await deliveryById(tx, idOr404(webhook), idOr404(id, 'delivery'));
  if (!found) throw refuse('not-found', 'not-found', { what: 'delivery', value: id });
  return found;
}
