import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant, instantOrNull } from '../platform/database/columns.js';
import type { Instant, Month } from '../vocabulary/period.js';

/** The customs rate of a currency for a month. A rate that is set again replaces the row before. */
@Entity('customs_rate')
export class CustomsRateEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('text') readonly month: Month;
  @Column('text') readonly currency: string;
  /** Yuan for one unit. */
  @Column('numeric', { precision: 18, scale: 8 }) readonly toCny: string;
  /** Dollars for one unit. */
  @Column('numeric', { precision: 18, scale: 8 }) readonly toUsd: string;
  @Column('timestamptz', instant()) readonly setAt: Instant;
  @Column('timestamptz', instantOrNull()) readonly replacedAt: Instant | null;
}
