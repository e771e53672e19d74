import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Colour } from './domain/lane.js';
import { instant } from '../platform/database/columns.js';
import type { Day, Instant } from '../vocabulary/period.js';

/** A version of the policy of chance: which share of the submissions is drawn into which lane. */
@Entity('lane_policy')
export class LanePolicyEntity {
  @PrimaryColumn('int') readonly version: number;
  @Column('date') readonly validFrom: Day;
  /** From 0 to 1. */
  @Column('numeric') readonly rate: string;
  @Column('text') readonly colour: Colour;
  @Column('text') readonly source: string;
  @Column('text', { nullable: true }) readonly sourceEn: string | null;
  /** What nobody has verified of the source. */
  @Column('text', { nullable: true }) readonly doubt: string | null;
  @Column('text', { nullable: true }) readonly doubtEn: string | null;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
  @Column('text') readonly createdBy: string;
}
