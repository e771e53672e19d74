import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor, Role } from '../platform/database/actor.js';
import { type Refusal, refuse } from '../messages/refusals/refusal.js';
import { tokenFrom } from './domain/cookie.js';
import { isFromElsewhere } from './domain/request-origin.js';
import { Keys } from './keys.service.js';
import { IssuerSignIn } from './oidc/issuer-sign-in.service.js';
import { Issuer } from './oidc/issuer.service.js';
import { csrfTokenOf, type OpenSession, Sessions } from './sessions/sessions.service.js';

/** Whom a request is from: by a key, which has one role, or by the session of a person, who may have several. */
export interface Caller {
  readonly roles: readonly Role[];
  readonly session: OpenSession | null;
  /** Of a key; null where nothing narrows the roles. */
  readonly scopes: readonly string[] | null;
  /** The caller in one of the roles. */
  as(role: Role): Actor;
}

/** Three parts with dots between: no key has any. */
const TOKEN = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;
const READING = ['GET', 'HEAD', 'OPTIONS'];

/** Who asks: the one place that reads keys and cookies. */
@Injectable()
export class Authentication {
  constructor(
    private readonly keys: Keys,
    private readonly sessions: Sessions,
    private readonly issuer: Issuer,
    private readonly signIns: IssuerSignIn,
  ) {}

  /**
   * The caller of a request. Refuses one without a valid key or session (unauthenticated), and what another site's page makes a
   * browser send with its cookie (forbidden). A key counts before a cookie.
   */
  async callerOf(request: FastifyRequest, options = { isUse: true }): Promise<Caller> {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined) {
      const token = TOKEN.exec(authorization)?.[1];
      if (token !== undefined) return this.callerOfToken(token, request.id);
      const actor = await this.keys.authenticate(authorization, request.id);
      if (!actor) throw refuse('unauthenticated', authorization ? 'key-invalid' : 'key-missing');
      return { roles: [actor.role], session: null, scopes: actor.scopes ?? null, as: () => actor };
    }
    const token = tokenFrom(cookie);
    if (token === null) throw refuse('unauthenticated', 'key-missing');
    const session = await this.sessions.find(token, options);
    if (!session) throw refuse('unauthenticated', 'session-over');
    const forged = READING.includes(request.method) ? null : forgeryOf(request, token);
    if (forged) throw forged;
    return callerOfSession(session, request.id);
  }

  /** A token of the issuer stands for its person, with the roles that the person has here now. */
  private async callerOfToken(token: string, requestId: string): Promise<Caller> {
    const identity = await this.issuer.identityOf(token);
    const person = identity && (await this.signIns.personOf(identity));
    if (!person) throw refuse('unauthenticated', 'key-invalid');
    const { id, name, roles, organisationId, customsOffice } = person;
    const who = { keyId: null, personId: id, name, organisationId, requestId };
    const as = (role: Role): Actor => ({ ...who, role, office: role === 'broker' ? null : customsOffice });
    return { roles, session: null, scopes: null, as };
  }

  /** Whether the key or session of a request that is being answered is still good. Looking is no use of it. */
  async isStillGood(request: FastifyRequest): Promise<boolean> {
    return this.callerOf(request, { isUse: false }).then(
      () => true,
      (error: { status?: number }) => {
        if (error.status === 401) return false;
        throw error;
      },
    );
  }
}

function callerOfSession(session: OpenSession, requestId: string): Caller {
  const { person, organisationId, customsOffice, displayMarket } = session;
  return {
    roles: person?.roles ?? ['officer'],
    session,
    scopes: null,
    as: (role) => ({
      keyId: null,
      sessionId: session.id,
      ...(person ? { personId: person.id } : {}),
      ...(displayMarket === null ? {} : { onlyMarket: displayMarket }),
      name: person?.name ?? `display ${displayMarket}`,
      role,
      organisationId,
      office: role === 'broker' ? null : customsOffice,
      requestId,
    }),
  };
}

/** A cookie comes by itself, whoever made the request: only our own page knows the token that proves it. */
function forgeryOf({ headers }: FastifyRequest, token: string): Refusal | null {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (isFromElsewhere({ secFetchSite: [site].flat()[0], origin, host })) return refuse('forbidden', 'cross-site');
  return headers['x-csrf-token'] === csrfTokenOf(token) ? null : refuse('forbidden', 'csrf-token-wrong');
}
