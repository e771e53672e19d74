import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../../platform/database/columns.js';
import type { ExplainedKind } from '../domain/course.js';
import type { Instant } from '../../vocabulary/period.js';

/** An officer's note that settles what contradicts customs' control of a container. */
@Entity('visit_explanation')
export class VisitExplanationEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('uuid') readonly shipmentId: string;
  @Column('uuid', { nullable: true }) readonly brokerId: string | null;
  @Column('text') readonly kind: ExplainedKind;
  @Column('text') readonly note: string;
  @Column('timestamptz', instant()) readonly explainedAt: Instant;
  @Column('text') readonly actorName: string;
}
