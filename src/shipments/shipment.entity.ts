import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant, instantOrNull } from '../platform/database/columns.js';
import type { VisitStatus } from './domain/visit-state.js';
import type { Instant } from '../vocabulary/period.js';

/** A container visit as it is now. */
@Entity('shipment')
export class ShipmentEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('uuid', { nullable: true }) readonly brokerId: string | null;
  @Column('text') readonly market: string;
  @Column('text', { nullable: true }) readonly customsOffice: string | null;
  @Column('text') readonly containerNumber: string;
  @Column('boolean') readonly containerNumberValid: boolean;
  @Column('text', { nullable: true }) readonly sizeType: string | null;
  @Column('numeric', { precision: 12, scale: 3, nullable: true }) readonly tareKg: string | null;
  @Column('text', { nullable: true }) readonly billOfLading: string | null;
  @Column('text', { nullable: true }) readonly vessel: string | null;
  @Column('text', { nullable: true }) readonly voyage: string | null;
  @Column('text', { nullable: true }) readonly reference: string | null;
  @Column('text', { array: true }) readonly seals: readonly string[];
  @Column('text') readonly status: VisitStatus;
  @Column('timestamptz', instantOrNull()) readonly stuffedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly arrivedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly inspectionOrderedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly openedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly resealedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly releasedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly leftAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly loadedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly departedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly joinedUntil: Instant | null;
  @Column('int') readonly revision: number;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
  @Column('timestamptz', instant()) readonly updatedAt: Instant;
  @Column('boolean') readonly held: boolean;
  @Column('boolean') readonly sealAlarm: boolean;
  @Column('text', { array: true }) readonly announcedSeals: readonly string[];
  @Column('timestamptz', instantOrNull()) readonly nextVisitAt: Instant | null;
  /** When holds and inspections that had not ended went on in the next visit. */
  @Column('timestamptz', instantOrNull()) readonly carriedAt: Instant | null;
  @Column('boolean') readonly openedByPapers: boolean;
  @Column({ type: 'text', nullable: true, insert: false, update: false }) readonly containerKey: string | null;
  @Column({ type: 'text', nullable: true, insert: false, update: false }) readonly billKey: string | null;
  @Column({ type: 'text', nullable: true, insert: false, update: false }) readonly vesselKey: string | null;
  @Column({ type: 'text', nullable: true, insert: false, update: false }) readonly referenceKey: string | null;
}
