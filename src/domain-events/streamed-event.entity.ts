import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { instant } from '../platform/database/columns.js';
import type { Instant } from '../vocabulary/period.js';
import type { StreamedType } from './domain-event.js';

/** Something that changed within the last hour or so, and whose it is. */
@Entity('streamed_event')
export class StreamedEventEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) readonly position: string;
  @Column('timestamptz', instant()) readonly at: Instant;
  @Column('text') readonly type: StreamedType;
  @Column('uuid') readonly subjectId: string;
  @Column('text', { nullable: true }) readonly market: string | null;
  @Column('uuid', { nullable: true }) readonly brokerId: string | null;
  @Column('text', { nullable: true }) readonly customsOffice: string | null;
}
