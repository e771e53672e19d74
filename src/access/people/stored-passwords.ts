import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import type { Instant } from '../../vocabulary/period.js';
import { drawPassword, Passwords } from '../../platform/passwords/passwords.service.js';

/** A temporary password that nobody uses is a key under the mat. */
const TEMPORARY_MS = 7 * 24 * 60 * 60_000;

/** A hashed password that waits to be stored: hashing takes too long to be done in a transaction. */
export interface ChosenPassword {
  readonly hash: string;
  /** Null where the person has chosen it. */
  readonly temporaryUntil: Instant | null;
}

/** The passwords in their table, which the service alone reads. */
@Injectable()
export class StoredPasswords {
  constructor(
    private readonly clock: Clock,
    private readonly passwords: Passwords,
  ) {}

  /** A password of nobody's choice, with which a person chooses an own one within a week. */
  async drawTemporary(): Promise<ChosenPassword & { readonly text: string; readonly temporaryUntil: Instant }> {
    const text = drawPassword();
    const temporaryUntil = new Date(this.clock.now().getTime() + TEMPORARY_MS).toISOString();
    return { text, hash: await this.passwords.hash(text), temporaryUntil };
  }

  /** Sets the password of a person and forgets wrong attempts. */
  async set(tx: Tx, personId: string, { hash, temporaryUntil }: ChosenPassword): Promise<void> {
    await tx.asService(() =>
      tx.run(
        `INSERT INTO person_password (person_id, hash, changed_at, temporary_until) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person_id) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at,
           temporary_until = excluded.temporary_until, wrong_attempts = 0, locked_until = NULL`,
        [personId, hash, this.clock.now().toISOString(), temporaryUntil],
      ),
    );
  }
}
