import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Colour } from './domain/lane.js';

/** The lane in which a declaration is now. */
@Entity('lane')
export class LaneEntity {
  @PrimaryColumn('uuid') readonly declarationId: string;
  @Column('text', { nullable: true }) readonly customsOffice: string | null;
  @Column('int') readonly submissionNumber: number;
  @Column('text') readonly colour: Colour;
  @Column('uuid', { nullable: true }) readonly pending: string | null;
}
