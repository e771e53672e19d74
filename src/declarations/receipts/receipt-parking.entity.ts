import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ParkedReason } from '../domain/status/parked-reasons.js';
import { instant } from '../../platform/database/columns.js';
import type { Instant } from '../../vocabulary/period.js';

/** A time for which a receipt was parked. */
@Entity('receipt_parking')
export class ReceiptParkingEntity {
  @PrimaryColumn('uuid') readonly receiptId: string;
  @PrimaryColumn('int') readonly number: number;
  @Column('timestamptz', instant()) readonly openedAt: Instant;
  @Column('timestamptz', instant()) readonly since: Instant;
  @Column('timestamptz', instant()) readonly until: Instant;
  @Column('boolean') readonly settled: boolean;
  @Column('text') readonly reason: ParkedReason;
  @Column('text', { nullable: true }) readonly customsOffice: string | null;
  @Column('uuid', { nullable: true }) readonly declarationId: string | null;
}
