import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RecordedField } from './domain/fields.js';
import type { CorrectionState } from './domain/states.js';
import { instant, instantOrNull } from '../platform/database/columns.js';
import type { Day, Instant } from '../vocabulary/period.js';

/** One request of an officer to correct named fields of a declaration. */
@Entity('correction')
export class CorrectionEntity {
  @PrimaryColumn('uuid') readonly declarationId: string;
  /** From 1, within its declaration. */
  @PrimaryColumn('int') readonly number: number;
  @Column('uuid') readonly brokerId: string;
  @Column('text') readonly market: string;
  @Column('text', { nullable: true }) readonly customsOffice: string | null;
  @Column('text') readonly state: CorrectionState;
  /** When it came into its state: how long somebody waits. */
  @Column('timestamptz', instant()) readonly stateSince: Instant;
  @Column('timestamptz', instantOrNull()) readonly sentAt: Instant | null;
  /** What was asked for last. */
  @Column('jsonb') readonly fields: readonly RecordedField[];
  @Column('text', { nullable: true }) readonly comment: string | null;
  @Column('date', { nullable: true }) readonly dueOn: Day | null;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
  @Column('text') readonly createdBy: string;
  @Column('int') readonly revision: number;
  /** The inspection whose result opened it; null where an officer asked. */
  @Column('uuid', { nullable: true }) readonly inspectionId: string | null;
  /** Submission and control of the look that opened it, because of a lane. */
  @Column('text', { nullable: true }) readonly laneCheck: string | null;
}
