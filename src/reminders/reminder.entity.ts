import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { instant } from '../platform/database/columns.js';
import type { ReminderItem } from './reminder-items.query.js';
import type { ReminderKind } from './reminders.repository.js';
import type { Instant, Month } from '../vocabulary/period.js';

/** What a firm was reminded of for a month. */
@Entity('reminder')
@Unique(['market', 'month', 'kind', 'brokerId'])
export class ReminderEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('text') readonly market: string;
  @Column('text') readonly month: Month;
  @Column('uuid') readonly brokerId: string;
  @Column('jsonb') readonly items: readonly ReminderItem[];
  @Column('text') readonly digest: string;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
  @Column('text') readonly kind: ReminderKind;
  @Column('boolean') readonly calendarPublished: boolean;
}
