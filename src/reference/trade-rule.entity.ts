import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../platform/database/columns.js';
import type { Day, Instant } from '../vocabulary/period.js';

/** A version of the days on which a trade rule holds. */
@Entity('trade_rule')
export class TradeRuleEntity {
  @PrimaryColumn('text') readonly code: string;
  @PrimaryColumn('int') readonly version: number;
  @Column('date') readonly since: Day;
  @Column('date', { nullable: true }) readonly validFrom: Day | null;
  @Column('date', { nullable: true }) readonly validTo: Day | null;
  @Column('date', { nullable: true }) readonly refusesFrom: Day | null;
  @Column('text') readonly source: string;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
  @Column('text') readonly createdBy: string;
}
