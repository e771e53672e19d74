import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../platform/database/columns.js';
import type { Level, OpenItemKind } from '../vocabulary/open-item-kinds.js';
import type { Instant } from '../vocabulary/period.js';

/** An item of a reminder that its firm has acknowledged. */
@Entity('reminder_acknowledgement')
export class ReminderAcknowledgementEntity {
  @PrimaryColumn('uuid') readonly reminderId: string;
  @PrimaryColumn('text') readonly kind: OpenItemKind;
  @PrimaryColumn('uuid') readonly subjectId: string;
  @Column('uuid') readonly brokerId: string;
  @Column('timestamptz', instant()) readonly openedAt: Instant;
  @Column('text') readonly level: Level;
  @Column('boolean') readonly overdue: boolean;
  @Column('text') readonly note: string;
  @Column('timestamptz', instant()) readonly acknowledgedAt: Instant;
  @Column('text') readonly acknowledgedBy: string;
}
