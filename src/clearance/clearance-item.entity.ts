import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant, instantOrNull } from '../platform/database/columns.js';
import type { Level, OpenItemKind, Owner, SubjectType } from '../vocabulary/open-item-kinds.js';
import type { Instant } from '../vocabulary/period.js';

/** An item that was open at the end of a cleared day, as one result of the day froze it. */
@Entity('clearance_item')
export class ClearanceItemEntity {
  @PrimaryColumn('uuid') readonly runId: string;
  @PrimaryColumn('text') readonly kind: OpenItemKind;
  @Column('text') readonly subjectType: SubjectType;
  @PrimaryColumn('uuid') readonly subjectId: string;
  @Column('text') readonly subject: string;
  @Column('uuid', { nullable: true }) readonly brokerId: string | null;
  @Column('timestamptz', instant()) readonly openedAt: Instant;
  @Column('timestamptz', instantOrNull()) readonly dueAt: Instant | null;
  @Column('text') readonly level: Level;
  @Column('text') readonly owner: Owner;
  @Column('boolean') readonly calendarPublished: boolean;
}
