import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../../platform/database/columns.js';
import type { Day, Instant } from '../../vocabulary/period.js';

/** A hold on a container visit. */
@Entity('shipment_hold')
export class ShipmentHoldEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('uuid') readonly shipmentId: string;
  @Column('uuid', { nullable: true }) readonly brokerId: string | null;
  @Column('text') readonly reason: string;
  @Column('text') readonly owner: string;
  @Column('date') readonly reviewOn: Day;
  @Column('timestamptz', instant()) readonly heldAt: Instant;
  @Column('text') readonly actorName: string;
}
