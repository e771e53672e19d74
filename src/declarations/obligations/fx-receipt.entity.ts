import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { instant } from '../../platform/database/columns.js';
import type { Day, Instant } from '../../vocabulary/period.js';

/** Foreign exchange that came in for a declaration, by one reference of a bank. */
@Entity('fx_receipt')
@Unique(['declarationId', 'bankReference'])
export class FxReceiptEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('uuid') readonly declarationId: string;
  @Column('uuid') readonly brokerId: string;
  @Column('date') readonly receivedOn: Day;
  @Column('numeric', { precision: 19, scale: 2 }) readonly amount: string;
  @Column('text') readonly currency: string;
  @Column('text') readonly bankReference: string;
  @Column('timestamptz', instant()) readonly recordedAt: Instant;
  @Column('numeric', { precision: 19, scale: 2, nullable: true }) readonly valueUsd: string | null;
  @Column('numeric', { precision: 4, scale: 2, nullable: true }) readonly tolerancePercent: string | null;
}
