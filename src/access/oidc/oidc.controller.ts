import { Controller, Get, HttpCode, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../../messages/refusals/refusal.js';
import { Refuses } from '../../platform/http/description/describe.js';
import { Public } from '../../platform/http/public.js';
import { sessionCookie } from '../domain/cookie.js';
import { flowCookie, flowFrom, NO_FLOW_COOKIE } from '../domain/issuer-flow.js';
import { senderOf } from '../sessions/session.controller.js';
import { IssuerSignIn } from './issuer-sign-in.service.js';
import { Issuer } from './issuer.service.js';
import { BeginAtIssuer, IssuerAnswer } from './oidc.dto.js';

const CALLBACK = '/v1/session/oidc/callback';

/** Signing in at an issuer: the browser is sent there, and comes back with a code. */
@ApiTags('access')
@Public()
@Controller('v1/session/oidc')
export class OidcController {
  constructor(
    private readonly issuer: Issuer,
    private readonly signIns: IssuerSignIn,
  ) {}

  @Get()
  @HttpCode(302)
  @ApiOperation({ summary: 'Begin to sign in at the issuer (OIDC_ISSUER): sends the browser there' })
  @ApiResponse({ status: 302, description: 'To the issuer.' })
  @Refuses(404)
  async begin(
    @Query() { returnTo }: BeginAtIssuer,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { url, flow } = await this.issuer.begin(`${originIn(request)}${CALLBACK}`, returnTo);
    void reply.header('Set-Cookie', flowCookie(flow)).redirect(url, 302);
  }

  @Get('callback')
  @HttpCode(302)
  @ApiOperation({ summary: 'Where the issuer sends the browser back; opens the session and leads to the console' })
  @ApiResponse({ status: 302, description: 'To the console.' })
  @Refuses(401, 404)
  async finish(
    @Query() _answer: IssuerAnswer,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const flow = flowFrom(request.headers.cookie);
    if (!flow) throw refuse('unauthenticated', 'issuer-refused');
    const identity = await this.issuer.finish(new URL(request.url, originIn(request)), flow);
    const { token } = await this.signIns.signIn(identity, request.id, senderOf(request));
    void reply.header('Set-Cookie', [sessionCookie(token), NO_FLOW_COOKIE]).redirect(flow.returnTo, 302);
  }
}

/** As the browser names the service; behind trusted proxies what they say. The issuer sends nobody to an address it does not know. */
const originIn = ({ protocol, host }: FastifyRequest): string => `${protocol}://${host}`;
