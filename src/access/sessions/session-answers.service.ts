import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { refuse } from '../../messages/refusals/refusal.js';
import { OrganisationEntity } from '../organisation.entity.js';
import { PersonEntity } from '../people/person.entity.js';
import type { SessionAnswer, SignedInPerson } from './session.dto.js';
import { csrfTokenOf, endOf, type OpenSession, Sessions } from './sessions.service.js';

/** Sessions as their own browser sees them. */
@Injectable()
export class SessionAnswers {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
  ) {}

  /** The session of a token. Refuses one that has ended (unauthenticated). */
  async of(token: string): Promise<SessionAnswer> {
    const session = await this.find(token);
    return this.answer(token, session, endOf(session));
  }

  /** The same after the session was extended as far as it can be. */
  async extended(token: string): Promise<SessionAnswer> {
    const session = await this.find(token);
    return this.answer(token, session, await this.sessions.extend(session));
  }

  /** The open session of a token; looking at it is no use of it. */
  async find(token: string): Promise<OpenSession> {
    const session = await this.sessions.find(token, { isUse: false });
    if (!session) throw refuse('unauthenticated', 'session-over');
    return session;
  }

  private async answer(token: string, session: OpenSession, expiresAt: string): Promise<SessionAnswer> {
    const person = session.person === null ? null : await this.personOf(session.person.id, session.mustChangePassword);
    return { person, displayMarket: session.displayMarket, csrfToken: csrfTokenOf(token), expiresAt };
  }

  /** Read by the service: a person sees the own row whatever the roles. */
  private personOf(id: string, mustChangePassword: boolean): Promise<SignedInPerson | null> {
    return this.database.transaction(SYSTEM, async (tx) => {
      const person = await tx.manager.findOneBy(PersonEntity, { id });
      if (!person) return null;
      const { login, name, roles, organisationId, firmAdministrator } = person;
      const organisation =
        organisationId === null ? null : await tx.manager.findOneBy(OrganisationEntity, { id: organisationId });
      const customsOffice = roles.includes('broker') ? null : (organisation?.customsOffice ?? null);
      return { id, login, name, roles, organisation, customsOffice, firmAdministrator, mustChangePassword };
    });
  }
}
