import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../platform/database/columns.js';
import type { Instant } from '../vocabulary/period.js';

/** The second officer, who has confirmed a change of lane. */
@Entity('lane_confirmation')
export class LaneConfirmationEntity {
  @PrimaryColumn('uuid') readonly changeId: string;
  @Column('uuid') readonly requestedBy: string;
  @Column('uuid') readonly confirmedBy: string;
  @Column('text') readonly confirmedByName: string;
  @Column('timestamptz', instant()) readonly confirmedAt: Instant;
  @Column('text') readonly reason: string;
}
