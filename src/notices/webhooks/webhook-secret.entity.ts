import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant, instantOrNull } from '../../platform/database/columns.js';
import type { Instant } from '../../vocabulary/period.js';

/** A secret with which deliveries to an endpoint are signed. */
@Entity('webhook_secret')
export class WebhookSecretEntity {
  @PrimaryColumn('uuid') readonly webhookId: string;
  @PrimaryColumn('text') readonly secret: string;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
  @Column('timestamptz', instantOrNull()) readonly expiresAt: Instant | null;
}
