import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import { Clock } from '../vocabulary/clock.js';
import { refuse } from '../messages/refusal.js';
import { deliveries, type Delivery, deliveryById } from './deliveries.query.js';
import { TEST_EVENT } from './domain/events.js';
import { queueTest } from './event-fan-out.service.js';
import { idOr404 } from './webhook-id.js';
import { DeliveriesQuery } from './webhooks.dto.js';
import { DELIVERY, TEST_DELIVERY } from './webhooks.examples.js';
import { Webhooks } from './webhooks.service.js';

const isNumber = (text: string): boolean => /^\d{1,9}$/.test(text);

/** What was sent to a webhook, every attempt of it, and what it missed. */
@ApiTags('webhooks')
@Roles('broker', 'officer', 'admin')
@Controller('v1/webhooks/:id')
export class DeliveriesController {
  constructor(
    private readonly database: Database,
    private readonly webhooks: Webhooks,
    private readonly clock: Clock,
  ) {}

  @Get('deliveries')
  @ApiOperation({ summary: 'Deliveries of the last 30 days with their attempts; `after` a number, what was missed' })
  @ResponseExample(page(DELIVERY))
  list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: DeliveriesQuery,
  ): Promise<Page<Delivery>> {
    const limit = limitOf(query);
    const [cursor = null] = cursorOf(query, [isNumber]) ?? [];
    const after = query.after === undefined ? null : Number(query.after);
    return this.database.transaction(actor, async (tx) => {
      const { id: webhook } = await this.webhooks.find(tx, idOr404(id));
      const found = await deliveries(tx, { webhook, after, cursor, limit: limit + 1 });
      return pageOf(found, limit, ({ number }) => [String(number)]);
    });
  }

  @Get('deliveries/:deliveryId')
  @ApiOperation({ summary: 'One delivery with its attempts and its body' })
  @ResponseExample(DELIVERY)
  byId(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('deliveryId') deliveryId: string,
  ): Promise<Delivery> {
    return this.database.transaction(actor, (tx) => find(tx, id, deliveryId));
  }

  @Post('deliveries/:deliveryId/redeliver')
  @HttpCode(202)
  @ApiOperation({ summary: 'Send an event once more, under the same id and number' })
  @ResponseExample({ ...DELIVERY, state: 'pending', nextAttemptAt: DELIVERY.occurredAt })
  redeliver(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('deliveryId') deliveryId: string,
  ): Promise<Delivery> {
    return this.database.transaction(actor, async (tx) => {
      await find(tx, id, deliveryId);
      await tx.run("UPDATE webhook_delivery SET state = 'pending', attempts = 0, next_attempt_at = $2 WHERE id = $1", [
        deliveryId,
        this.clock.now().toISOString(),
      ]);
      return find(tx, id, deliveryId);
    });
  }

  @Post('test')
  @HttpCode(202)
  @ApiOperation({ summary: 'Send a test event; the log says what came of it' })
  @ResponseExample(TEST_DELIVERY)
  test(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Delivery> {
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
