import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RateBasis } from './domain/market.js';
import type { Day } from '../vocabulary/period.js';

/** A pilot market: its office, cut-off, rate basis and settings. */
@Entity('market')
export class MarketEntity {
  @PrimaryColumn('text') readonly code: string;
  @Column('text') readonly name: string;
  @Column('text') readonly nameEn: string;
  @Column('text', { nullable: true }) readonly province: string | null;
  @Column('smallint', { nullable: true }) readonly batch: number | null;
  @Column('smallint', { nullable: true }) readonly pilotYear: number | null;
  @Column('boolean') readonly codeVerified: boolean;
  @Column('text', { nullable: true }) readonly customsOffice: string | null;
  @Column('text') readonly rateBasis: RateBasis;
  /** In Asia/Shanghai, `20:00:00`. */
  @Column('time') readonly cutOff: string;
  @Column('date', { nullable: true }) readonly followUpSince: Day | null;
  @Column('jsonb') readonly settings: Readonly<Record<string, unknown>>;
  @Column('date') readonly validFrom: Day;
  @Column('date', { nullable: true }) readonly validTo: Day | null;
  @Column('int') readonly revision: number;
}
