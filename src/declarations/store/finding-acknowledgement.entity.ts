import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../../platform/database/columns.js';
import type { Instant } from '../../vocabulary/period.js';

/** A warning about a declaration that its broker has acknowledged, with the reason. */
@Entity('finding_acknowledgement')
export class FindingAcknowledgementEntity {
  @PrimaryColumn('uuid') readonly declarationId: string;
  @PrimaryColumn('int') readonly number: number;
  @Column('uuid') readonly brokerId: string;
  @Column('text') readonly code: string;
  @Column('text') readonly pointer: string;
  @Column('jsonb') readonly params: Readonly<Record<string, string>>;
  @Column('text') readonly reason: string;
  @Column('timestamptz', instant()) readonly acknowledgedAt: Instant;
  @Column('text') readonly acknowledgedBy: string;
}
