import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../../platform/database/columns.js';
import type { SpanKind } from '../domain/course.js';
import type { Instant } from '../../vocabulary/period.js';

/** A time for which an item of a container visit was open. */
@Entity('visit_span')
export class VisitSpanEntity {
  @PrimaryColumn('uuid') readonly shipmentId: string;
  @PrimaryColumn('text') readonly kind: SpanKind;
  @PrimaryColumn('timestamptz', instant()) readonly openedAt: Instant;
  @Column('timestamptz', instant()) readonly closedAt: Instant;
  @Column('text') readonly market: string;
  @Column('text', { nullable: true }) readonly customsOffice: string | null;
  @Column('uuid', { nullable: true }) readonly brokerId: string | null;
  @Column('text') readonly containerNumber: string;
}
