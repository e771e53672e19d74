import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../audit/audit.js';
import { SYSTEM } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { loginKeyOf } from '../domain/person-rules.js';
import { countAttempt } from '../domain/sign-in-attempts.js';
import type { PersonPasswordEntity } from './person-password.entity.js';
import type { PersonEntity } from './person.entity.js';
import { Passwords } from '../../platform/passwords/passwords.service.js';

/** A person whose password was right a moment ago. */
export type ProvedPerson = Pick<PersonEntity, 'id' | 'login' | 'name' | 'roles' | 'organisationId'> &
  Pick<PersonPasswordEntity, 'hash'>;

type Held = ProvedPerson &
  Pick<PersonEntity, 'state'> &
  Pick<PersonPasswordEntity, 'wrongAttempts' | 'lockedUntil' | 'temporaryUntil'>;

/** An attempt that was counted: the hash it is held against, and whether it may succeed at all. */
interface Attempt {
  readonly person: Held | null;
  readonly isOpen: boolean;
  readonly isLast: boolean;
}

export interface PasswordAttempt {
  /** Whose password it is meant to be: by the login that was typed, or by the session that asks. */
  readonly of: { readonly login: string } | { readonly personId: string };
  readonly password: string;
  readonly requestId: string | null;
}

/**
 * Attempts at passwords. Whoever guesses learns nothing: an unknown login, a wrong password and a lock are answered alike, after
 * the same work.
 */
@Injectable()
export class PasswordAttempts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
  ) {}

  /** Whose password it is, or null. The attempt counts before the password is looked at, in a commit of its own; a failure is audited. */
  async prove(asked: PasswordAttempt): Promise<ProvedPerson | null> {
    const actor = { ...SYSTEM, requestId: asked.requestId };
    const attempt = await this.database.transaction(actor, (tx) => this.count(tx, asked.of));
    const { person, isOpen } = attempt;
    const isRight = await this.passwords.isRight(asked.password, person?.hash ?? null);
    if (isRight && isOpen) return person;
    await this.database.transaction(actor, (tx) => this.noteFailure(tx, attempt));
    return null;
  }

  /**
   * Sets the count of wrong attempts back, in the transaction that acts on the proof. False where the password or the person has
   * changed since: then nothing may be done.
   */
  async confirm(tx: Tx, { id, hash }: ProvedPerson): Promise<boolean> {
    const confirmed = await tx.asService(() =>
      tx.run(
        `UPDATE person_password w SET wrong_attempts = 0, locked_until = NULL FROM person p
         WHERE w.person_id = $1 AND w.hash = $2 AND p.id = w.person_id AND p.state = 'active'`,
        [id, hash],
      ),
    );
    return confirmed === 1;
  }

  private async count(tx: Tx, of: PasswordAttempt['of']): Promise<Attempt> {
    const by = 'login' in of ? [loginKeyOf(of.login), null] : [null, of.personId];
    const person = await tx.one<Held>(FIND, by);
    const now = this.clock.now().toISOString();
    const counted = countAttempt(person ?? { wrongAttempts: 0, lockedUntil: null }, now);
    await tx.run('UPDATE person_password SET wrong_attempts = $2, locked_until = $3 WHERE person_id = $1', [
      ...[person?.id ?? null, counted.wrongAttempts, counted.lockedUntil],
    ]);
    if (!person) return { person, isOpen: false, isLast: false };
    const isExpired = person.temporaryUntil !== null && person.temporaryUntil <= now;
    const isOpen = person.state === 'active' && !isExpired && !counted.isLocked;
    return { person, isOpen, isLast: counted.isLast };
  }

  /** What was typed as login stands nowhere: people type their password there. */
  private async noteFailure(tx: Tx, { person, isLast }: Attempt): Promise<void> {
    const subject = { subjectType: 'person', subjectId: person?.id ?? 'unknown' };
    await recordAudit(tx, this.clock, { action: 'person.sign-in-failed', ...subject });
    if (isLast) await recordAudit(tx, this.clock, { action: 'person.locked', ...subject });
  }
}

const FIND = `
  SELECT p.id, p.login, p.name, p.roles, CASE WHEN o.state = 'closed' THEN 'disabled' ELSE p.state END AS state, p.organisation_id AS "organisationId", w.hash, w.wrong_attempts AS "wrongAttempts",
    w.locked_until AS "lockedUntil", w.temporary_until AS "temporaryUntil"
  FROM person p JOIN person_password w ON w.person_id = p.id LEFT JOIN organisation o ON o.id = p.organisation_id
  WHERE p.login_key = $1 OR p.id = $2::uuid FOR UPDATE OF w`;
