import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LaneConditions } from './domain/conditions.js';
import type { Colour } from './domain/lane.js';
import { instant } from '../platform/database/columns.js';
import type { Day, Instant } from '../vocabulary/period.js';

/** A version of a lane rule and the days on which it holds. */
@Entity('lane_rule')
export class LaneRuleEntity {
  @PrimaryColumn('text') readonly rule: string;
  @PrimaryColumn('int') readonly version: number;
  @Column('date') readonly validFrom: Day;
  @Column('date', { nullable: true }) readonly validTo: Day | null;
  @Column('text') readonly colour: Colour;
  @Column('int') readonly priority: number;
  @Column('jsonb') readonly conditions: LaneConditions;
  @Column('text') readonly textZh: string;
  @Column('text') readonly textEn: string;
  @Column('text') readonly source: string;
  @Column('text', { nullable: true }) readonly sourceEn: string | null;
  /** What nobody has verified of the source. */
  @Column('text', { nullable: true }) readonly doubt: string | null;
  @Column('text', { nullable: true }) readonly doubtEn: string | null;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
  @Column('text') readonly createdBy: string;
}
