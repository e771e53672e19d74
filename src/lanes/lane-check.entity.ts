import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CheckResult, Control } from './domain/lane-control.js';
import { instant } from '../platform/database/columns.js';
import type { Instant } from '../vocabulary/period.js';

/** What an officer looked at because of a lane. */
@Entity('lane_check')
export class LaneCheckEntity {
  @PrimaryColumn('uuid') readonly declarationId: string;
  @PrimaryColumn('int') readonly submissionNumber: number;
  @PrimaryColumn('text') readonly control: Control;
  @Column('text') readonly result: CheckResult;
  @Column('text', { nullable: true }) readonly note: string | null;
  @Column('timestamptz', instant()) readonly checkedAt: Instant;
  @Column('uuid') readonly checkedBy: string;
  @Column('text') readonly checkedByName: string;
}
