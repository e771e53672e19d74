import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { ResponseExample } from '../../platform/http/description/describe.js';
import { nullOr, orNull } from '../../platform/http/description/example.js';
import { CurrentActor } from '../../platform/http/request.js';
import { Roles } from '../../platform/http/roles.js';
import { Field } from '../../platform/http/shapes/shape.js';
import { type DocumentNumbers, DocumentNumbersService } from './document-numbers.service.js';

export class DocumentNumbersBody {
  @Field.text({
    max: 500,
    required: true,
    description: 'Why the numbers are needed; stands in the audit trail.',
    example: '与护照原件核对',
  })
  reason!: string;
}

const SHOWN = { buyer: orNull('A01234567'), principal: nullOr('330602199001011234') };

/** Document numbers are masked in every other answer to anybody but the firm itself. */
@ApiTags('declarations')
@Controller('v1/declarations/:id/document-numbers')
export class DocumentNumbersController {
  constructor(private readonly numbers: DocumentNumbersService) {}

  @Post()
  @HttpCode(200)
  @Roles('officer', 'admin')
  @ApiOperation({
    summary: 'Read the document numbers of the buyer and the principal, with a reason',
    description:
      'Other answers to officers, analysts, auditors and administrators show the last four characters. Who read them, and why, is audited.',
  })
  @ResponseExample(SHOWN)
  read(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: DocumentNumbersBody,
  ): Promise<DocumentNumbers> {
    return this.numbers.read(actor, id, body.reason);
  }
}
