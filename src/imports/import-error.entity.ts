import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Severity, ViolationCode } from '../messages/refusals/violation.js';

/** What is wrong in a row of an imported file. */
@Entity('import_error')
export class ImportErrorEntity {
  @PrimaryColumn('uuid') readonly importId: string;
  @PrimaryColumn('int') readonly rowNumber: number;
  @PrimaryColumn('int') readonly number: number;
  @Column('uuid') readonly brokerId: string;
  @Column('text', { nullable: true }) readonly column: string | null;
  @Column('text') readonly code: ViolationCode;
  @Column('text') readonly severity: Severity;
  @Column('jsonb') readonly params: Readonly<Record<string, string>>;
  @Column('text', { nullable: true }) readonly value: string | null;
}
