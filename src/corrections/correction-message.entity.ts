import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MessageKind, Side } from './domain/states.js';
import { instant } from '../platform/database/columns.js';
import type { Day, Instant } from '../vocabulary/period.js';

/** One message on the thread of a correction. */
@Entity('correction_message')
export class CorrectionMessageEntity {
  @PrimaryColumn('uuid') readonly declarationId: string;
  @PrimaryColumn('int') readonly number: number;
  @PrimaryColumn('int') readonly position: number;
  @Column('uuid') readonly brokerId: string;
  @Column('text') readonly kind: MessageKind;
  @Column('text') readonly side: Side;
  @Column('timestamptz', instant()) readonly at: Instant;
  @Column('text') readonly actorName: string;
  @Column('text', { nullable: true }) readonly comment: string | null;
  @Column('jsonb') readonly fields: readonly object[];
  @Column('date', { nullable: true }) readonly dueOn: Day | null;
  @Column('int', { nullable: true }) readonly amendmentNumber: number | null;
}
