import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../../platform/database/columns.js';
import type { Instant } from '../../vocabulary/period.js';

/** What a firm calls the columns of its files. */
@Entity('import_mapping')
export class ImportMappingEntity {
  @PrimaryColumn('uuid') readonly brokerId: string;
  @PrimaryColumn('text') readonly name: string;
  /** Names of our columns by the firm's headers, as it writes them. */
  @Column('jsonb') readonly headers: Readonly<Record<string, string>>;
  @Column('int') readonly revision: number;
  @Column('timestamptz', instant()) readonly changedAt: Instant;
}
