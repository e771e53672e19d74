import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { instant, instantOrNull } from '../platform/database/columns.js';
import type { Instant } from '../vocabulary/period.js';

/** A firm that was left out of a result of a period, and why. */
@Entity('period_exclusion')
@Unique(['kind', 'market', 'period', 'revision', 'brokerId'])
export class PeriodExclusionEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('text') readonly kind: string;
  @Column('text') readonly market: string;
  @Column('text') readonly period: string;
  @Column('int') readonly revision: number;
  @Column('uuid', { nullable: true }) readonly brokerId: string | null;
  @Column('text') readonly reason: string;
  @Column('jsonb') readonly figures: Readonly<Record<string, unknown>>;
  @Column('int') readonly attempts: number;
  @Column('timestamptz', instant()) readonly excludedAt: Instant;
  @Column('timestamptz', instantOrNull()) readonly includedAt: Instant | null;
}
