import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { Roles } from '../../platform/http/roles.js';
import { ResponseExample } from '../../platform/http/description/describe.js';
import { page } from '../../platform/http/description/example.js';
import type { Page } from '../../platform/http/page.js';
import { CurrentActor } from '../../platform/http/request.js';
import type { Delivery } from './deliveries.query.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveriesQuery } from './webhooks.dto.js';
import { DELIVERY, TEST_DELIVERY } from './webhooks.examples.js';

/** What was sent to a webhook, every attempt of it, and what it missed. */
@ApiTags('webhooks')
@Roles('broker', 'officer', 'admin')
@Controller('v1/webhooks/:id')
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Get('deliveries')
  @ApiOperation({ summary: 'Deliveries of the last 30 days with their attempts; `after` a number, what was missed' })
  @ResponseExample(page(DELIVERY))
  list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: DeliveriesQuery,
  ): Promise<Page<Delivery>> {
    return this.deliveries.list(actor, id, query);
  }

  @Get('deliveries/:deliveryId')
  @ApiOperation({ summary: 'One delivery with its attempts and its body' })
  @ResponseExample(DELIVERY)
  byId(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('deliveryId') deliveryId: string,
  ): Promise<Delivery> {
    return this.deliveries.byId(actor, id, deliveryId);
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
    return this.deliveries.redeliver(actor, id, deliveryId);
  }

  @Post('test')
  @HttpCode(202)
  @ApiOperation({ summary: 'Send a test event; the log says what came of it' })
  @ResponseExample(TEST_DELIVERY)
  test(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Delivery> {
    return this.deliveries.test(actor, id);
  }
}
