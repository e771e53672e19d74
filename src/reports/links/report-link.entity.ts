import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../../platform/database/actor.js';
import { instant, instantOrNull } from '../../platform/database/columns.js';
import type { Language } from '../../vocabulary/language.js';
import type { Instant } from '../../vocabulary/period.js';
import type { WrittenQuestion } from '../domain/question.js';
import type { FileFormat } from '../files/formats.js';

/** An address at which a figure is fetched without a key. Of its secret only the hash is stored; it answers as whoever made it. */
@Entity('report_link')
export class ReportLinkEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('bytea', { unique: true }) readonly tokenSha256: Buffer;
  @Column('jsonb') readonly question: WrittenQuestion;
  @Column('text') readonly format: FileFormat | 'json';
  @Column('text') readonly language: Language;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
  @Column('timestamptz', instant()) readonly expiresAt: Instant;
  @Column('timestamptz', instantOrNull()) readonly revokedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly lastUsedAt: Instant | null;
  @Column('uuid', { nullable: true }) readonly actorKey: string | null;
  @Column('uuid', { nullable: true }) readonly actorPerson: string | null;
  @Column('text') readonly actorName: string;
  @Column('text') readonly actorRole: Role;
  @Column('uuid', { nullable: true }) readonly organisationId: string | null;
  @Column('text', { nullable: true }) readonly office: string | null;
}
