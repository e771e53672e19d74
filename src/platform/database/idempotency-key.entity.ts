import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from './columns.js';
import type { Instant } from '../../vocabulary/period.js';

/** An Idempotency-Key of a caller, with the first answer. */
@Entity('idempotency_key')
export class IdempotencyKeyEntity {
  /** The key or the person that sent it. */
  @PrimaryColumn('uuid') readonly keyId: string;
  @PrimaryColumn('text') readonly key: string;
  @Column('text') readonly route: string;
  /** Of the body: another body under the same key is refused. */
  @Column('text') readonly fingerprint: string;
  @Column('jsonb', { nullable: true }) readonly answer: unknown;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
}
