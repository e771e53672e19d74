import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Week } from '../vocabulary/period.js';

/** A line of a weekly statement. */
@Entity('settlement_line')
export class SettlementLineEntity {
  @PrimaryColumn('uuid') readonly settlementId: string;
  @PrimaryColumn('text') readonly line: 'week' | 'adjustment';
  @PrimaryColumn('text') readonly ofWeek: Week;
  @PrimaryColumn('text') readonly country: string;
  @Column('int') readonly declarations: number;
  @Column('numeric', { precision: 20, scale: 2 }) readonly valueCny: string;
  @Column('numeric', { precision: 20, scale: 2 }) readonly valueUsd: string;
  @Column('numeric', { precision: 20, scale: 5 }) readonly netWeightKg: string;
}
