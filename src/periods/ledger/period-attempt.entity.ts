import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../../platform/database/columns.js';
import type { Instant } from '../../vocabulary/period.js';

/** An attempt at a period, begun by a worker. */
@Entity('period_attempt')
export class PeriodAttemptEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('text') readonly kind: string;
  @Column('text') readonly market: string;
  @Column('text') readonly period: string;
  @Column('timestamptz', instant()) readonly claimedAt: Instant;
  @Column('text') readonly worker: string;
  @Column('text') readonly codeVersion: string;
}
