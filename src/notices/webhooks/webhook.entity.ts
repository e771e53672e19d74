import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EventType } from '../../domain-events/domain-event.js';
import { instant, instantOrNull } from '../../platform/database/columns.js';
import type { Instant } from '../../vocabulary/period.js';

export type WebhookScope = 'firm' | 'office' | 'all';
export type WebhookState = 'active' | 'paused' | 'switched-off';

/** An endpoint that wants to hear of events. */
@Entity('webhook')
export class WebhookEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('uuid', { nullable: true }) readonly organisationId: string | null;
  @Column('text') readonly scope: WebhookScope;
  @Column('text', { nullable: true }) readonly customsOffice: string | null;
  @Column('text') readonly url: string;
  @Column('text', { array: true }) readonly events: readonly EventType[];
  @Column('text') readonly state: WebhookState;
  @Column('text', { nullable: true }) readonly stateReason: string | null;
  @Column('timestamptz', instantOrNull()) readonly failingSince: Instant | null;
  @Column('int') readonly failures: number;
  @Column('timestamptz', instant()) readonly nextAttemptAt: Instant;
  @Column('bigint') readonly lastNumber: string;
  @Column('uuid', { nullable: true }) readonly lease: string | null;
  @Column('timestamptz', instantOrNull()) readonly leasedUntil: Instant | null;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
  @Column('timestamptz', instant()) readonly updatedAt: Instant;
  @Column('int') readonly revision: number;
}
