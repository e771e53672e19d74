import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant, instantOrNull } from '../../platform/database/columns.js';
import type { Instant } from '../../vocabulary/period.js';

/** The password of a person, hashed, and who has guessed at it. The service alone reads it. */
@Entity('person_password')
export class PersonPasswordEntity {
  @PrimaryColumn('uuid') readonly personId: string;
  /** With its method and cost: `scrypt$15$8$3$salt$hash`. */
  @Column('text') readonly hash: string;
  @Column('timestamptz', instant()) readonly changedAt: Instant;
  /** Set where somebody else has chosen it: until then it serves to choose an own one. */
  @Column('timestamptz', instantOrNull()) readonly temporaryUntil: Instant | null;
  /** Attempts since the last sign-in that was right. */
  @Column('integer') readonly wrongAttempts: number;
  @Column('timestamptz', instantOrNull()) readonly lockedUntil: Instant | null;
}
