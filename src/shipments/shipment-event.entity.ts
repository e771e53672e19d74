import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../platform/database/columns.js';
import type { Role } from '../platform/database/actor.js';
import type { Classifier, EventCode } from './domain/event-codes.js';
import type { Instant } from '../vocabulary/period.js';

/** An event of a container visit, as it was reported. */
@Entity('shipment_event')
export class ShipmentEventEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('uuid') readonly shipmentId: string;
  @Column('uuid', { nullable: true }) readonly brokerId: string | null;
  @Column('text') readonly code: EventCode;
  @Column('text') readonly classifier: Classifier;
  @Column('timestamptz', instant()) readonly eventTime: Instant;
  @Column('timestamptz', instant()) readonly receivedAt: Instant;
  @Column('text', { nullable: true }) readonly location: string | null;
  @Column('text', { nullable: true }) readonly seal: string | null;
  @Column('text', { nullable: true }) readonly note: string | null;
  @Column('text') readonly actorName: string;
  /** The role of whoever reported it; null where that was before it was kept. */
  @Column('text', { nullable: true }) readonly toldBy: Role | null;
}
