import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '../vocabulary/period.js';

/** A day of the working calendar, in which a known year has all its days. */
@Entity('calendar_day')
export class CalendarDayEntity {
  @PrimaryColumn('date') readonly day: Day;
  @Column('boolean') readonly working: boolean;
  @Column('text', { nullable: true }) readonly name: string | null;
  @Column('text') readonly source: string;
}
