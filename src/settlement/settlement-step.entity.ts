import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Week } from '../vocabulary/period.js';

/** A step of the bridge from declared to settled, for one declaration. */
@Entity('settlement_step')
export class SettlementStepEntity {
  @PrimaryColumn('text') readonly market: string;
  @PrimaryColumn('text') readonly week: Week;
  @PrimaryColumn('int') readonly run: number;
  @PrimaryColumn('text') readonly step: string;
  @PrimaryColumn('uuid') readonly brokerId: string;
  @PrimaryColumn('uuid') readonly declarationId: string;
  @Column('int') readonly declarations: number;
  @Column('numeric', { precision: 20, scale: 2 }) readonly valueCny: string;
  @Column('numeric', { precision: 20, scale: 2 }) readonly valueUsd: string;
}
