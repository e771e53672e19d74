import { Body, Controller, Get, Put, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';
import type { Actor } from '../platform/database/actor.js';
import { EVERY_ROLE, Roles } from '../platform/http/roles.js';
import { RequestExample, Refuses, ResponseExample } from '../platform/http/description/describe.js';
import { CurrentActor, IfMatch } from '../platform/http/request.js';
import { ME, PREFERENCES, PREFERENCES_BODY } from './access.examples.js';
import { sessionCookie } from './domain/cookie.js';
import { type Me, MeService } from './me.service.js';
import { OwnPassword } from './people/own-password.service.js';
import { ChangePassword } from './people/people.dto.js';
import { Preferences, type PreferencesAnswer } from './people/preferences.dto.js';
import { PreferencesService } from './people/preferences.service.js';
import { SESSION } from './sessions/session.examples.js';
import { SessionAnswers } from './sessions/session-answers.service.js';
import { senderOf } from './sessions/session.controller.js';
import type { SessionAnswer } from './sessions/session.dto.js';
import { ForDisplays, WithTemporaryPassword } from './sessions/session-routes.js';

/** Who the caller is to us, and what is the caller's own. */
@ApiTags('access')
@Roles(...EVERY_ROLE)
@Controller('v1/me')
export class MeController {
  constructor(
    private readonly me: MeService,
    private readonly preferences: PreferencesService,
    private readonly ownPassword: OwnPassword,
    private readonly answers: SessionAnswers,
  ) {}

  @Get()
  @ForDisplays()
  @WithTemporaryPassword()
  @ApiOperation({ summary: 'Who the caller is to the service: a person or a key' })
  @ResponseExample(ME)
  read(@CurrentActor() actor: Actor): Promise<Me> {
    return this.me.of(actor);
  }

  @Get('preferences')
  @ApiOperation({ summary: 'What the caller has chosen for the console; null where nothing was chosen' })
  @ResponseExample(PREFERENCES)
  readPreferences(@CurrentActor() actor: Actor): Promise<PreferencesAnswer> {
    return this.preferences.of(actor);
  }

  @Put('preferences')
  @ApiOperation({ summary: 'Choose for the console' })
  @RequestExample(PREFERENCES_BODY)
  @ResponseExample(PREFERENCES)
  replacePreferences(
    @CurrentActor() actor: Actor,
    @IfMatch() expected: ExpectedRevisions,
    @Body() choices: Preferences,
  ): Promise<PreferencesAnswer> {
    return this.preferences.replace(actor, choices, expected);
  }

  @Put('password')
  @WithTemporaryPassword()
  @ApiOperation({
    summary: 'Change the own password',
    description:
      'All sessions of the person end; the answer sets the cookie of a new one. A wrong present password counts as a failed sign-in.',
  })
  @RequestExample({ currentPassword: 'seven lanterns, one canal', newPassword: 'one canal, eight lanterns' })
  @ResponseExample(SESSION)
  @Refuses(404)
  async changePassword(
    @CurrentActor() actor: Actor,
    @Body() wanted: ChangePassword,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    const signedIn = await this.ownPassword.change(actor, wanted, senderOf(request));
    void reply.header('Set-Cookie', sessionCookie(signedIn.token));
    return this.answers.of(signedIn.token);
  }
}
