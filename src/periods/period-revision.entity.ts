import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { instant } from '../platform/database/columns.js';
import type { Instant } from '../vocabulary/period.js';

/** A later result of a period, and how it differs from the official one. */
@Entity('period_revision')
@Unique(['kind', 'market', 'period', 'number'])
export class PeriodRevisionEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('text') readonly kind: string;
  @Column('text') readonly market: string;
  @Column('text') readonly period: string;
  @Column('int') readonly number: number;
  @Column('text') readonly reason: string;
  @Column('jsonb') readonly result: Readonly<Record<string, unknown>>;
  @Column('text') readonly digest: string;
  @Column('jsonb') readonly difference: Readonly<Record<string, number>>;
  @Column('jsonb', { nullable: true }) readonly differences: readonly object[] | null;
  @Column('timestamptz', instant()) readonly madeAt: Instant;
  @Column('text') readonly madeBy: string;
}
