import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../../platform/database/columns.js';
import type { Language } from '../../vocabulary/language.js';
import type { Instant } from '../../vocabulary/period.js';
import type { Question } from '../domain/question.js';

/** A figure under a name. It is never changed: what is known later is another edition. */
@Entity('report_edition')
export class ReportEditionEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('text') readonly name: string;
  @Column('jsonb') readonly question: Question;
  /** The language of its names and explanations, whoever reads it. */
  @Column('text') readonly language: Language;
  @Column('timestamptz', instant()) readonly asOf: Instant;
  @Column('numeric', { precision: 20, scale: 2 }) readonly total: string;
  @Column('int') readonly rowCount: number;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
  @Column('uuid', { nullable: true }) readonly actorKey: string | null;
  @Column('text') readonly actorName: string;
}
