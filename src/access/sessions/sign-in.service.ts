import { Injectable } from '@nestjs/common';
import { type Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { refuse } from '../../messages/refusals/refusal.js';
import { PasswordAttempts, type ProvedPerson } from '../people/password-attempts.service.js';
import { type Origin, Sessions, type SignedIn } from './sessions.service.js';

export interface SignInRequest extends Origin {
  readonly login: string;
  readonly password: string;
  readonly requestId: string;
}

/** Signing in with a password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly attempts: PasswordAttempts,
    private readonly sessions: Sessions,
  ) {}

  /** Opens a session, or refuses (unauthenticated), and does not say why. */
  async signIn({ login, password, requestId, ...origin }: SignInRequest): Promise<SignedIn> {
    const person = await this.attempts.prove({ of: { login }, password, requestId });
    const signedIn =
      person &&
      (await this.database.transaction(actorOf(person, requestId), async (tx) =>
        (await this.attempts.confirm(tx, person))
          ? this.sessions.openForPerson(tx, { personId: person.id, by: 'password' }, origin)
          : null,
      ));
    if (!signedIn) throw refuse('unauthenticated', 'sign-in-failed');
    return signedIn;
  }
}

/** Somebody who signs in, in the first of the roles: it is that person who opens the session, and so says the audit trail. */
const actorOf = ({ id, name, roles, organisationId }: ProvedPerson, requestId: string): Actor => ({
  ...{ keyId: null, personId: id, name, role: roles[0] ?? 'analyst', organisationId, office: null, requestId },
});
