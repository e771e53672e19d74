import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Scope } from './domain/scopes.js';
import type { KeyRole } from './domain/key-rules.js';
import { instant, instantOrNull } from '../platform/database/columns.js';
import type { Instant } from '../vocabulary/period.js';

/** An access key. Of its secret only the hash is stored. */
@Entity('api_key')
export class ApiKeyEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('text') readonly name: string;
  @Column('text') readonly role: KeyRole;
  @Column('uuid', { nullable: true }) readonly organisationId: string | null;
  /** What it may be used for, within its role. */
  @Column('text', { array: true }) readonly scopes: Scope[];
  /** The key that made it, with which it ends. */
  @Column('uuid', { nullable: true }) readonly parentId: string | null;
  /** The person who made it, with whom it ends too. */
  @Column('uuid', { nullable: true }) readonly madeBy: string | null;
  /** The key that it is to replace. */
  @Column('uuid', { nullable: true }) readonly rotatesId: string | null;
  @Column('bytea') readonly secretSha256: Buffer;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
  /** Null: never, which only keys of the demo market have. */
  @Column('timestamptz', instantOrNull()) readonly expiresAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly lastUsedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly revokedAt: Instant | null;
}
