import { Body, Controller, Delete, Get, HttpCode, Post, Put, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/database/actor.js';
import { Refuses, RequestExample, ResponseExample } from '../../platform/http/description/describe.js';
import { Public } from '../../platform/http/public.js';
import { CurrentActor } from '../../platform/http/request.js';
import { EVERY_ROLE, Roles } from '../../platform/http/roles.js';
import { refuse } from '../../messages/refusals/refusal.js';
import { NO_SESSION_COOKIE, sessionCookie, tokenFrom } from '../domain/cookie.js';
import { isFromElsewhere } from '../domain/request-origin.js';
import { SESSION } from './session.examples.js';
import { SessionAnswers } from './session-answers.service.js';
import { type SessionAnswer, SignIn } from './session.dto.js';
import { SessionEnding } from './session-ending.service.js';
import { ForDisplays, NoUse, SessionToken, WithTemporaryPassword } from './session-routes.js';
import { SignInService } from './sign-in.service.js';

/** Signing in and out. The token goes into a cookie that no script reads. */
@ApiTags('access')
@WithTemporaryPassword()
@ForDisplays()
@Controller('v1/session')
export class SessionController {
  constructor(
    private readonly signIns: SignInService,
    private readonly answers: SessionAnswers,
    private readonly ending: SessionEnding,
  ) {}

  @Post()
  @Public()
  @ApiOperation({
    summary: 'Sign in with a password',
    description:
      'Sets the cookie `__Host-loomgate` (HttpOnly, Secure, SameSite=Strict). With it every method but GET and HEAD needs `csrfToken` as ' +
      '`X-CSRF-Token`. A session ends 30 minutes after its last use and 12 hours after its beginning. Eight wrong passwords in a row lock ' +
      'the login for 15 minutes; the answer is the same as to a wrong password.',
  })
  @RequestExample({ login: 'lina', password: 'seven lanterns, one canal' })
  @ResponseExample(SESSION)
  @Refuses(401, 403)
  async signIn(
    @Body() { login, password }: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    refuseForeignPage(request);
    const signedIn = await this.signIns.signIn({ login, password, requestId: request.id, ...senderOf(request) });
    // A browser that was signed in has a new session, not two.
    const former = tokenFrom(request.headers.cookie);
    if (former !== null) await this.ending.endUnowned(former);
    void reply.header('Set-Cookie', sessionCookie(signedIn.token));
    return this.answers.of(signedIn.token);
  }

  @Get()
  @NoUse()
  @Roles(...EVERY_ROLE)
  @ApiOperation({ summary: 'The session of the caller; asking for it does not extend it' })
  @ResponseExample(SESSION)
  @Refuses(404)
  read(@SessionToken() token: string): Promise<SessionAnswer> {
    return this.answers.of(token);
  }

  @Put()
  @Roles(...EVERY_ROLE)
  @ApiOperation({ summary: 'Extend the session, as every other use of it does' })
  @ResponseExample(SESSION)
  @Refuses(404)
  extend(@SessionToken() token: string): Promise<SessionAnswer> {
    return this.answers.extended(token);
  }

  @Delete()
  @HttpCode(204)
  @Roles(...EVERY_ROLE)
  @ApiOperation({ summary: 'Sign out' })
  @Refuses(404)
  async signOut(
    @CurrentActor() actor: Actor,
    @SessionToken() _token: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.ending.signOut(actor);
    void reply.header('Set-Cookie', NO_SESSION_COOKIE);
  }
}

/** Who lets somebody else's page sign a browser in would work in a stranger's name: JSON that our own page has sent. */
function refuseForeignPage({ headers }: FastifyRequest): void {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw refuse('unsupported-media', 'media-type-unsupported', { value: type ?? '', allowed: 'application/json' });
  }
  const secFetchSite = [headers['sec-fetch-site']].flat()[0];
  if (isFromElsewhere({ secFetchSite, origin: headers.origin, host: headers.host })) {
    throw refuse('forbidden', 'cross-site');
  }
}

export const senderOf = ({ ip, headers }: FastifyRequest) => ({
  address: ip,
  userAgent: headers['user-agent'] ?? null,
});
