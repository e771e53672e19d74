import { Module } from '@nestjs/common';
import { AddressesController } from './email/addresses.controller.js';
import { NoticeAddresses } from './email/addresses.service.js';
import { DeliveriesController } from './webhooks/deliveries.controller.js';
import { DeliveriesService } from './webhooks/deliveries.service.js';
import { MailSender } from './email/mail-sender.service.js';
import { EventFanOut } from './webhooks/event-fan-out.service.js';
import { NoticeMetrics } from './notice-metrics.js';
import { Notifier } from './notifier.js';
import { WebhookSender } from './webhooks/webhook-sender.service.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';
import { Webhooks } from './webhooks/webhooks.service.js';

/** Delivers domain events: to webhooks, and reminders by e-mail. */
@Module({
  controllers: [WebhooksController, DeliveriesController, AddressesController],
  providers: [
    Webhooks,
    DeliveriesService,
    NoticeAddresses,
    EventFanOut,
    WebhookSender,
    MailSender,
    Notifier,
    NoticeMetrics,
  ],
})
export class NoticesModule {}
