import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../../platform/database/columns.js';
import type { Day, Instant } from '../../vocabulary/period.js';
import type { FigureDifference } from './figure-differences.query.js';

/** What the check of a night found. */
@Entity('figures_check')
export class FiguresCheckEntity {
  @PrimaryColumn('date') readonly day: Day;
  @Column('timestamptz', instant()) readonly checkedAt: Instant;
  /** So many were found; the check stops naming them at a hundred of a kind and month. */
  @Column('int') readonly differences: number;
  /** The first hundred of all. */
  @Column('jsonb') readonly found: readonly FigureDifference[];
}
