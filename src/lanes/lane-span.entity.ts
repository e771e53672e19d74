import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LaneSpanKind } from './domain/lane-control.js';
import { instant } from '../platform/database/columns.js';
import type { Instant } from '../vocabulary/period.js';

/** A time for which a declaration was released and the control of its lane was missing. */
@Entity('lane_span')
export class LaneSpanEntity {
  @PrimaryColumn('uuid') readonly declarationId: string;
  @PrimaryColumn('text') readonly kind: LaneSpanKind;
  @PrimaryColumn('timestamptz', instant()) readonly openedAt: Instant;
  @Column('timestamptz', instant()) readonly closedAt: Instant;
  @Column('text') readonly market: string;
  @Column('text', { nullable: true }) readonly customsOffice: string | null;
}
