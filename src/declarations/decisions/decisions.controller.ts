import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { RequestExample, ResponseExample } from '../../platform/http/description/describe.js';
import { LongWork } from '../../platform/http/long-work.js';
import { CurrentActor, CurrentLanguage } from '../../platform/http/request.js';
import { Roles } from '../../platform/http/roles.js';
import type { Language } from '../../vocabulary/language.js';
import { DecisionsBody } from './decisions.dto.js';
import { DECISION_RESULTS, DECISIONS_BODY } from './decisions.examples.js';
import { DecisionsService } from './decisions.service.js';

@ApiTags('declarations')
@LongWork()
@Controller('v1')
export class DecisionsController {
  constructor(private readonly decisions: DecisionsService) {}

  @Post('decisions')
  @HttpCode(200)
  @Roles('officer')
  @ApiOperation({ summary: 'Decide about declarations, each for itself: done, or skipped with the reason' })
  @RequestExample(DECISIONS_BODY)
  @ResponseExample(DECISION_RESULTS)
  decide(@CurrentActor() actor: Actor, @Body() body: DecisionsBody, @CurrentLanguage() language: Language) {
    return this.decisions.decide(actor, body, language);
  }
}
