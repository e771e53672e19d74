import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../platform/database/columns.js';
import type { Figures } from './domain/statement.js';
import type { Instant, Week } from '../vocabulary/period.js';

/** The weekly statement of a market, of one firm or of all (no broker). */
@Entity('settlement')
export class SettlementEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('text') readonly market: string;
  @Column('text') readonly week: Week;
  @Column('uuid', { nullable: true }) readonly brokerId: string | null;
  @Column('jsonb') readonly statement: Figures;
  @Column('text') readonly digest: string;
  @Column('timestamptz', instant()) readonly finishedAt: Instant;
  @Column('text', { nullable: true }) readonly brokerName: string | null;
  @Column('int') readonly run: number;
}
