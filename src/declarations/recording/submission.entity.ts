import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../../platform/database/columns.js';
import type { Instant } from '../../vocabulary/period.js';

/** A submission of a declaration. */
@Entity('submission')
export class SubmissionEntity {
  @PrimaryColumn('uuid') readonly declarationId: string;
  @PrimaryColumn('int') readonly number: number;
  @Column('uuid') readonly brokerId: string;
  @Column('int') readonly declarationVersion: number;
  @Column('timestamptz', instant()) readonly filedAt: Instant;
  @Column('timestamptz', instant()) readonly submittedAt: Instant;
  @Column('text') readonly actorName: string;
  @Column('numeric', { precision: 19, scale: 2, nullable: true }) readonly fobCny: string | null;
  @Column('numeric', { precision: 19, scale: 2, nullable: true }) readonly fobUsd: string | null;
  @Column('text', { array: true, nullable: true }) readonly containers: readonly string[] | null;
}
