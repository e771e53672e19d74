import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../platform/database/actor.js';
import { instant } from '../platform/database/columns.js';
import type { Instant } from '../vocabulary/period.js';

/** Who did what, written in the commit of the change. The column `transaction_id` fills itself; TypeORM has no type for it. */
@Entity('audit_entry')
export class AuditEntryEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('timestamptz', instant()) readonly at: Instant;
  @Column('uuid', { nullable: true }) readonly actorKey: string | null;
  @Column('uuid', { nullable: true }) readonly actorPerson: string | null;
  @Column('text') readonly actorName: string;
  @Column('text') readonly actorRole: Role;
  @Column('uuid', { nullable: true }) readonly organisationId: string | null;
  @Column('text') readonly action: string;
  @Column('text') readonly subjectType: string;
  @Column('text') readonly subjectId: string;
  @Column('jsonb') readonly detail: Readonly<Record<string, unknown>>;
  @Column('text', { nullable: true }) readonly requestId: string | null;
  @Column('jsonb', { nullable: true }) readonly before: unknown;
  @Column('jsonb', { nullable: true }) readonly after: unknown;
  /** From where it was asked: the address of the caller and what its program calls itself. */
  @Column('text', { nullable: true }) readonly address: string | null;
  @Column('text', { nullable: true }) readonly userAgent: string | null;
}
