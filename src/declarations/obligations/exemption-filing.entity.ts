import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../../platform/database/columns.js';
import type { Day, Instant } from '../../vocabulary/period.js';

/** The VAT exemption of a declaration was filed on this day. */
@Entity('exemption_filing')
export class ExemptionFilingEntity {
  @PrimaryColumn('uuid') readonly declarationId: string;
  @Column('uuid') readonly brokerId: string;
  @PrimaryColumn('date') readonly filedOn: Day;
  @Column('text') readonly taxReference: string;
  @Column('timestamptz', instant()) readonly recordedAt: Instant;
}
