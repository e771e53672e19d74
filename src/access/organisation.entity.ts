import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrganisationKind, OrganisationState } from './domain/key-rules.js';
import { instant } from '../platform/database/columns.js';
import type { Instant } from '../vocabulary/period.js';

/** A firm or an office that works here. */
@Entity('organisation')
export class OrganisationEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('text') readonly kind: OrganisationKind;
  @Column('text') readonly name: string;
  @Column('text', { nullable: true }) readonly nameEn: string | null;
  @Column('text', { nullable: true }) readonly uscc: string | null;
  @Column('text', { nullable: true }) readonly customsOffice: string | null;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
  /** Nobody works for one that is closed; what it has declared stays. */
  @Column('text') readonly state: OrganisationState;
  /** The firm that goes on where this one was merged into it; null again where it is opened again. */
  @Column('uuid', { nullable: true }) readonly mergedInto: string | null;
  @Column('integer') readonly revision: number;
}
