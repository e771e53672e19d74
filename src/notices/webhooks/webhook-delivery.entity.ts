import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { EventType } from '../../domain-events/domain-event.js';
import { instant } from '../../platform/database/columns.js';
import type { Instant } from '../../vocabulary/period.js';

/** An event in the queue of an endpoint. */
@Entity('webhook_delivery')
@Unique(['webhookId', 'number'])
@Unique(['webhookId', 'eventId'])
export class WebhookDeliveryEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('uuid') readonly webhookId: string;
  @Column('uuid', { nullable: true }) readonly organisationId: string | null;
  @Column('bigint') readonly number: string;
  @Column('uuid') readonly eventId: string;
  @Column('text') readonly type: EventType;
  @Column('text', { nullable: true }) readonly market: string | null;
  @Column('text') readonly subject: string;
  @Column('jsonb') readonly data: Readonly<Record<string, unknown>>;
  @Column('timestamptz', instant()) readonly occurredAt: Instant;
  @Column('text') readonly state: 'pending' | 'delivered' | 'given-up';
  @Column('int') readonly attempts: number;
  @Column('timestamptz', instant()) readonly nextAttemptAt: Instant;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
}
