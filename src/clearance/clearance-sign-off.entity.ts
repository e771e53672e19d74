import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { instant } from '../platform/database/columns.js';
import type { Instant } from '../vocabulary/period.js';

/** The signature of one side under a result of a day. */
@Entity('clearance_sign_off')
@Unique(['runId', 'signer'])
export class ClearanceSignOffEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('uuid') readonly runId: string;
  @Column('text') readonly signer: string;
  @Column('text') readonly name: string;
  @Column('text', { nullable: true }) readonly remarks: string | null;
  @Column('timestamptz', instant()) readonly signedAt: Instant;
}
