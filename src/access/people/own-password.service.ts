import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../audit/audit.js';
import { assertNoErrors, refuse, refuseAt } from '../../messages/refusals/refusal.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../vocabulary/clock.js';
import { checkPassword, passwordWeakness } from '../domain/password-rules.js';
import { type Origin, Sessions, type SignedIn } from '../sessions/sessions.service.js';
import { PasswordAttempts } from './password-attempts.service.js';
import type { ChangePassword } from './people.dto.js';
import { Passwords } from '../../platform/passwords/passwords.service.js';
import { StoredPasswords } from './stored-passwords.js';

/** People change their own passwords. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly attempts: PasswordAttempts,
    private readonly passwords: Passwords,
    private readonly stored: StoredPasswords,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Changes the password, ends every session of the person and opens a new one for the browser that asks. Refuses a weak password and
   * a wrong present one (rule-broken), which counts as an attempt to sign in; a key (not-found) has no password.
   */
  async change(actor: Actor, wanted: ChangePassword, origin: Origin): Promise<SignedIn> {
    const { personId, requestId } = actor;
    if (personId === undefined) throw refuse('not-found', 'session-missing');
    if (wanted.newPassword === wanted.currentPassword) assertNoErrors(passwordWeakness('same'));
    const person = await this.attempts.prove({
      of: { personId },
      password: wanted.currentPassword,
      requestId,
    });
    if (!person) throw wrong();
    assertNoErrors(checkPassword(wanted.newPassword, person));
    const hash = await this.passwords.hash(wanted.newPassword);
    return this.database.transaction(actor, async (tx) => {
      if (!(await this.attempts.confirm(tx, person))) throw wrong();
      await this.stored.set(tx, personId, { hash, temporaryUntil: null });
      await this.sessions.end(tx, { personIds: [personId] });
      await recordAudit(tx, this.clock, {
        action: 'person.password-changed',
        subjectType: 'person',
        subjectId: personId,
      });
      return this.sessions.openForPerson(tx, { personId, by: 'password' }, origin);
    });
  }
}

const wrong = () => refuseAt('/currentPassword', 'rule-broken', 'password-wrong');
