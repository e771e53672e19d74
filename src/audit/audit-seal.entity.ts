import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../platform/database/columns.js';
import type { Instant } from '../vocabulary/period.js';

/** A seal over entries of the audit trail, in the order of `entryIds`, and by `previous` over all seals before. Never changed. */
@Entity('audit_seal')
export class AuditSealEntity {
  @PrimaryColumn('integer') readonly number: number;
  @Column('timestamptz', instant()) readonly sealedAt: Instant;
  /** The earliest and the latest instant of its entries. */
  @Column('timestamptz', instant()) readonly firstAt: Instant;
  @Column('timestamptz', instant()) readonly lastAt: Instant;
  @Column('uuid', { array: true }) readonly entryIds: readonly string[];
  /** SHA-256 of each entry, 32 bytes each, one after the other. */
  @Column('bytea') readonly digests: Buffer;
  @Column('text') readonly previous: string;
  @Column('text') readonly hash: string;
}

/** An entry that no seal holds yet; written with the entry, removed by the seal. */
@Entity('audit_unsealed')
export class AuditUnsealedEntity {
  @PrimaryColumn('uuid') readonly entryId: string;
}
