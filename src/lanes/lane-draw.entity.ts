import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Counterfactual } from './domain/counterfactuals.js';
import type { LaneReason } from './domain/draw.js';
import type { Colour } from './domain/lane.js';
import { instant } from '../platform/database/columns.js';
import type { Day, Instant } from '../vocabulary/period.js';

/** The lane that was drawn for a submission, with all that the draw rests on. */
@Entity('lane_draw')
export class LaneDrawEntity {
  @PrimaryColumn('uuid') readonly declarationId: string;
  @PrimaryColumn('int') readonly submissionNumber: number;
  @Column('text') readonly colour: Colour;
  @Column('jsonb') readonly reasons: readonly LaneReason[];
  /** Names and versions of the rules that held, from the reasons. */
  @Column({ type: 'text', array: true, insert: false, update: false }) readonly rules: readonly string[];
  @Column('jsonb') readonly counterfactuals: readonly Counterfactual[];
  @Column('jsonb') readonly inputs: unknown;
  /** In [0, 1), computed from the seed. */
  @Column('numeric') readonly randomValue: string;
  /** From 0 to 1. */
  @Column('numeric') readonly rate: string;
  @Column('int') readonly policyVersion: number;
  @Column('date') readonly drawnOn: Day;
  @Column('timestamptz', instant()) readonly drawnAt: Instant;
}
