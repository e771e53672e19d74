import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CodeTableName } from './domain/code-tables.js';
import type { Day } from '../vocabulary/period.js';

/** One entry of a code table and the days on which it holds. Migrations write it. */
@Entity('code_entry')
export class CodeEntryEntity {
  @PrimaryColumn('text') readonly codeTable: CodeTableName;
  @PrimaryColumn('text') readonly code: string;
  @Column('text') readonly name: string;
  @Column('text') readonly nameEn: string;
  @PrimaryColumn('date') readonly validFrom: Day;
  @Column('date', { nullable: true }) readonly validTo: Day | null;
  @Column('boolean') readonly verified: boolean;
  @Column('jsonb') readonly attributes: Readonly<Record<string, string>>;
}
