import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { Colour } from './domain/lane.js';
import { instant } from '../platform/database/columns.js';
import type { Instant } from '../vocabulary/period.js';

/** A change of lane that an officer has requested. */
@Entity('lane_change')
@Unique(['id', 'requestedBy'])
export class LaneChangeEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('uuid') readonly declarationId: string;
  @Column('int') readonly submissionNumber: number;
  @Column('text') readonly before: Colour;
  @Column('text') readonly colour: Colour;
  @Column('boolean') readonly lowers: boolean;
  @Column('text') readonly reason: string;
  @Column('uuid') readonly requestedBy: string;
  @Column('text') readonly requestedByName: string;
  @Column('timestamptz', instant()) readonly requestedAt: Instant;
}
