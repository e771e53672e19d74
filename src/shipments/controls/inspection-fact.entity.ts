import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../../platform/database/columns.js';
import type { InspectionResult, InspectionStep } from '../domain/inspections.js';
import type { Instant } from '../../vocabulary/period.js';

/** A step of an inspection. */
@Entity('inspection_fact')
export class InspectionFactEntity {
  @PrimaryColumn('uuid') readonly inspectionId: string;
  @PrimaryColumn('text') readonly step: InspectionStep;
  @Column('uuid') readonly shipmentId: string;
  @Column('uuid', { nullable: true }) readonly brokerId: string | null;
  @Column('timestamptz', instant()) readonly at: Instant;
  @Column('timestamptz', instant()) readonly recordedAt: Instant;
  @Column('text') readonly officer: string;
  @Column('text', { nullable: true }) readonly note: string | null;
  @Column('text', { nullable: true }) readonly result: InspectionResult | null;
  @Column('text', { nullable: true }) readonly findings: string | null;
  @Column('text', { array: true }) readonly photoNames: readonly string[];
  @Column('text', { nullable: true }) readonly seal: string | null;
}
