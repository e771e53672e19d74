import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { EventType } from './domain-event.js';
import { instant } from '../platform/database/columns.js';
import type { Instant } from '../vocabulary/period.js';

/** What happened and somebody has subscribed to, until it is fanned out. */
@Entity('domain_event')
export class DomainEventEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) readonly position: string;
  @Column('uuid') readonly id: string;
  @Column('timestamptz', instant()) readonly at: Instant;
  @Column('text') readonly type: EventType;
  @Column('uuid') readonly subjectId: string;
  @Column('jsonb') readonly data: Readonly<Record<string, unknown>>;
}
