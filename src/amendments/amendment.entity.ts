import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AmendmentKind, AmendmentOrigin, AmendmentState } from './domain/kinds.js';
import type { Changes } from './domain/merge.js';
import { instant, instantOrNull } from '../platform/database/columns.js';
import type { Instant } from '../vocabulary/period.js';

/** One request to amend or cancel what was submitted, and how it was decided. */
@Entity('amendment')
export class AmendmentEntity {
  @PrimaryColumn('uuid') readonly declarationId: string;
  /** From 1, within its declaration. */
  @PrimaryColumn('int') readonly number: number;
  @Column('uuid') readonly brokerId: string;
  @Column('text') readonly origin: AmendmentOrigin;
  @Column('text') readonly kind: AmendmentKind;
  @Column('text') readonly reasonCode: string;
  @Column('text') readonly reason: string;
  /** As they were asked for; null for a cancellation. */
  @Column('jsonb', { nullable: true }) readonly changes: Changes | null;
  @Column('int') readonly versionBefore: number;
  /** The SHA-256 of the content that the request was made against; a decision is refused when the declaration has changed since. */
  @Column('text') readonly baseSha256: string;
  @Column('timestamptz', instant()) readonly askedAt: Instant;
  @Column('text') readonly askedBy: string;
  @Column('text') readonly state: AmendmentState;
  @Column('timestamptz', instantOrNull()) readonly decidedAt: Instant | null;
  @Column('text', { nullable: true }) readonly decidedBy: string | null;
  @Column('text', { nullable: true }) readonly note: string | null;
  @Column('int', { nullable: true }) readonly versionAfter: number | null;
  @Column('int') readonly revision: number;
}
