import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../../platform/database/columns.js';
import type { Instant } from '../../vocabulary/period.js';

/** The end of a hold. */
@Entity('shipment_hold_release')
export class ShipmentHoldReleaseEntity {
  @PrimaryColumn('uuid') readonly holdId: string;
  @Column('uuid') readonly shipmentId: string;
  @Column('uuid', { nullable: true }) readonly brokerId: string | null;
  @Column('text') readonly reason: string;
  @Column('timestamptz', instant()) readonly releasedAt: Instant;
  @Column('text') readonly actorName: string;
}
