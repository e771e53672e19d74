import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Delimiter } from './domain/csv.js';
import type { FileForm } from './reading/row-source.js';
import type { ImportKind } from './domain/fact-columns.js';
import type { HeaderMapping } from './domain/columns.js';
import type { Violation, ViolationCode } from '../messages/refusals/violation.js';
import { instant, instantOrNull } from '../platform/database/columns.js';
import type { Instant } from '../vocabulary/period.js';

/** An imported file as it came in, and how far its import is. */
@Entity('import_file')
export class ImportFileEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('uuid') readonly brokerId: string;
  @Column('uuid', { nullable: true }) readonly actorKey: string | null;
  @Column('uuid', { nullable: true }) readonly actorPerson: string | null;
  @Column('text') readonly actorName: string;
  @Column('text') readonly kind: ImportKind;
  @Column('text') readonly mode: 'good' | 'all';
  @Column('boolean') readonly dryRun: boolean;
  @Column('boolean') readonly submit: boolean;
  @Column('text') readonly mediaType: string;
  @Column('text') readonly sha256: string;
  @Column('bytea') readonly content: Buffer;
  @Column('text') readonly state: 'queued' | 'running' | 'finished' | 'failed';
  /** The encoding of a text, or xlsx. */
  @Column('text', { nullable: true }) readonly encoding: FileForm | null;
  @Column('int') readonly rows: number;
  @Column('int') readonly rowsRejected: number;
  @Column('int') readonly declarations: number;
  @Column('int') readonly accepted: number;
  @Column('int') readonly rejected: number;
  @Column('int') readonly unchanged: number;
  @Column('int') readonly done: number;
  @Column('int') readonly attempts: number;
  @Column('text', { array: true, nullable: true }) readonly header: readonly string[] | null;
  @Column('text', { nullable: true }) readonly delimiter: Delimiter | null;
  @Column('jsonb', { nullable: true }) readonly failure: Readonly<{
    code: ViolationCode;
    violations: readonly Violation[];
  }> | null;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
  @Column('timestamptz', instantOrNull()) readonly startedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly finishedAt: Instant | null;
  @Column('int') readonly created: number;
  @Column('int') readonly replaced: number;
  @Column('int') readonly submittable: number;
  /** What the sender's own headers meant when the file was sent. */
  @Column('jsonb') readonly mapping: HeaderMapping;
  /** Under which role and office the file works. */
  @Column('text') readonly actorRole: 'broker' | 'officer';
  @Column('text', { nullable: true }) readonly office: string | null;
}
