import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instantOrNull } from '../platform/database/columns.js';
import type { Instant, Week } from '../vocabulary/period.js';

/** A week of a market to which the export ledger posts, and when it was closed. */
@Entity('settlement_week')
export class SettlementWeekEntity {
  @PrimaryColumn('text') readonly market: string;
  @PrimaryColumn('text') readonly week: Week;
  @Column('timestamptz', instantOrNull()) readonly closedAt: Instant | null;
}
