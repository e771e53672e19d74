import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../../platform/database/columns.js';
import type { Instant } from '../../vocabulary/period.js';

/** An attempt to deliver an event, and what the receiver answered. */
@Entity('webhook_attempt')
export class WebhookAttemptEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('uuid') readonly deliveryId: string;
  @Column('uuid', { nullable: true }) readonly organisationId: string | null;
  @Column('timestamptz', instant()) readonly at: Instant;
  @Column('int') readonly durationMs: number;
  /** Of HTTP; null without an answer. */
  @Column('int', { nullable: true }) readonly status: number | null;
  /** The first 500 bytes of what the receiver said. */
  @Column('text', { nullable: true }) readonly answer: string | null;
  @Column('text', { nullable: true }) readonly error: string | null;
}
