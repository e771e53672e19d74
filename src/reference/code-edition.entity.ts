import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../platform/database/columns.js';
import type { Instant } from '../vocabulary/period.js';
import type { EditedTable } from './domain/code-edition.js';

/** A code table as an administrator put it for a year. */
@Entity('code_edition')
export class CodeEditionEntity {
  @PrimaryColumn('text') readonly codeTable: EditedTable;
  @PrimaryColumn('int') readonly year: number;
  @Column('text') readonly source: string;
  @Column('int') readonly codes: number;
  @Column('text') readonly contentSha256: string;
  @Column('int') readonly revision: number;
  @Column('timestamptz', instant()) readonly putAt: Instant;
  @Column('text') readonly putBy: string;
}
