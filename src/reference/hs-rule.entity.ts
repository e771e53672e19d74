import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { HsFlag } from './domain/code-tables.js';
import type { Day } from '../vocabulary/period.js';

/** What holds for the HS codes that begin so, and on which days. */
@Entity('hs_rule')
@Unique(['prefix', 'flag', 'validFrom'])
export class HsRuleEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('text') readonly prefix: string;
  @Column('text') readonly flag: HsFlag;
  @Column('date') readonly validFrom: Day;
  @Column('date', { nullable: true }) readonly validTo: Day | null;
  @Column('text') readonly source: string;
  @Column('int') readonly revision: number;
  @Column('date', { nullable: true }) readonly refusesFrom: Day | null;
}
