import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { Roles } from '../../platform/http/roles.js';
import { ResponseExample } from '../../platform/http/description/describe.js';
import { CurrentActor } from '../../platform/http/request.js';
import { AcknowledgementBody } from './acknowledgements.dto.js';
import { FINDING_ACKNOWLEDGED } from './acknowledgements.examples.js';
import { type AcknowledgementResponse, AcknowledgementsService } from './acknowledgements.service.js';

/** Acknowledgements of warnings. They are appended and overwrite nothing, so no If-Match is needed. */
@ApiTags('declarations')
@Controller('v1/declarations/:id/acknowledgements')
export class AcknowledgementsController {
  constructor(private readonly acknowledgements: AcknowledgementsService) {}

  @Post()
  @Roles('broker')
  @ApiOperation({ summary: 'Acknowledge a warning with a reason; it holds as long as the warning says the same' })
  @ResponseExample(FINDING_ACKNOWLEDGED)
  acknowledge(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: AcknowledgementBody,
  ): Promise<AcknowledgementResponse> {
    return this.acknowledgements.acknowledge(actor, id, body);
  }
}
