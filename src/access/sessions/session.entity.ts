import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { instant, instantOrNull } from '../../platform/database/columns.js';
import type { Instant } from '../../vocabulary/period.js';

/** A browser that is signed in, for a person or as a display. Of its token only the hash is stored. */
@Entity('session')
@Unique(['tokenSha256'])
export class SessionEntity {
  @PrimaryColumn('uuid') readonly id: string;
  /** Null for a display. */
  @Column('uuid', { nullable: true }) readonly personId: string | null;
  /** The market a display shows, and the customs office it stands in; null for a person. */
  @Column('text', { nullable: true }) readonly displayMarket: string | null;
  @Column('uuid', { nullable: true }) readonly displayOffice: string | null;
  /** The person or the key that made a display. */
  @Column('uuid', { nullable: true }) readonly madeBy: string | null;
  @Column('bytea') readonly tokenSha256: Buffer;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
  /** When it ends unless it is used. */
  @Column('timestamptz', instant()) readonly idleUntil: Instant;
  /** When it ends in any case. */
  @Column('timestamptz', instant()) readonly expiresAt: Instant;
  @Column('timestamptz', instantOrNull()) readonly endedAt: Instant | null;
  @Column('text', { nullable: true }) readonly address: string | null;
  @Column('text', { nullable: true }) readonly userAgent: string | null;
}
