import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { RunInputs } from './run-inputs.query.js';
import { instant } from '../platform/database/columns.js';
import type { Day, Instant } from '../vocabulary/period.js';

/** One result of the clearance of a day in a market: the official one is revision 1. */
@Entity('clearance_run')
@Unique(['market', 'day', 'revision'])
export class ClearanceRunEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('text') readonly market: string;
  @Column('date') readonly day: Day;
  @Column('timestamptz', instant()) readonly cutOffAt: Instant;
  @Column('int') readonly broughtForward: number;
  @Column('int') readonly opened: number;
  @Column('int') readonly cleared: number;
  @Column('int') readonly carriedOver: number;
  @Column('text') readonly digest: string;
  @Column('timestamptz', instant()) readonly finishedAt: Instant;
  @Column('int') readonly revision: number;
  @Column('jsonb') readonly inputs: RunInputs | Record<string, never>;
  @Column('jsonb', { nullable: true }) readonly difference: Readonly<Record<string, number>> | null;
}
