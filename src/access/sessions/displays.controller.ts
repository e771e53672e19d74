import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../../messages/refusals/refusal.js';
import type { Actor } from '../../platform/database/actor.js';
import { Refuses, RequestExample, ResponseExample } from '../../platform/http/description/describe.js';
import { CurrentActor } from '../../platform/http/request.js';
import { Roles } from '../../platform/http/roles.js';
import { isId } from '../../vocabulary/id.js';
import { sessionCookie } from '../domain/cookie.js';
import { Displays } from './displays.service.js';
import { SessionAnswers } from './session-answers.service.js';
import { senderOf } from './session.controller.js';
import { type DisplayAnswer, OpenDisplay, type SessionAnswer } from './session.dto.js';
import { DISPLAY, DISPLAY_SESSION } from './session.examples.js';

/** Displays on the wall. */
@ApiTags('access')
@Roles('officer')
@Controller('v1/displays')
export class DisplaysController {
  constructor(
    private readonly displays: Displays,
    private readonly answers: SessionAnswers,
  ) {}

  @Post()
  @ApiOperation({
    summary:
      'Make a display of the browser that asks: it is signed out, and reads the board of the market and its stream',
    description: 'A display lasts thirty days at most. It needs a session: a key has no browser.',
  })
  @RequestExample({ market: 'KQ-CTC' })
  @ResponseExample(DISPLAY_SESSION)
  @Refuses(404)
  async open(
    @CurrentActor() actor: Actor,
    @Body() { market }: OpenDisplay,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    const signedIn = await this.displays.open(actor, market, senderOf(request));
    void reply.header('Set-Cookie', sessionCookie(signedIn.token));
    return this.answers.of(signedIn.token);
  }

  @Get()
  @ApiOperation({ summary: 'The displays of the own office, the latest first' })
  @ResponseExample({ items: [DISPLAY] })
  async list(@CurrentActor() actor: Actor): Promise<{ items: DisplayAnswer[] }> {
    return { items: await this.displays.list(actor) };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'End a display of the own office' })
  async end(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    if (!isId(id)) throw refuse('not-found', 'not-found', { what: 'display', value: id });
    await this.displays.end(actor, id);
  }
}
