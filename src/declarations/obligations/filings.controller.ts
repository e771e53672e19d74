import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { Roles } from '../../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../../platform/http/description/describe.js';
import { FILING, FILING_BODY, PAYMENT, PAYMENT_BODY } from './filings.examples.js';
import { CurrentActor } from '../../platform/http/request.js';
import { ExemptionFilingBody, FxReceiptBody } from './filings.dto.js';
import { FilingsService } from './filings.service.js';

@ApiTags('declarations')
@Controller('v1/declarations/:id')
export class FilingsController {
  constructor(private readonly filings: FilingsService) {}

  @Post('exemption-filings')
  @ApiOperation({
    summary: 'Record that the VAT exemption of a declaration was filed, on the day of its closing or later',
  })
  @Roles('broker')
  @RequestExample(FILING_BODY)
  @ResponseExample(FILING)
  fileExemption(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ExemptionFilingBody) {
    return this.filings.fileExemption(actor, id, body);
  }

  @Post('fx-receipts')
  @ApiOperation({
    summary: 'Record that a payment was received for a declaration',
    description:
      'The open item `fx-receipt-missing` closes with the payment that makes up the declared value, less the tolerance of the market ' +
      '(`fxTolerancePercent`, 5 unless set; unverified). Payments before the closing count. `valueUsd` is what this one counts, ' +
      'at the rates the declaration was valued at.',
  })
  @Roles('broker')
  @RequestExample(PAYMENT_BODY)
  @ResponseExample(PAYMENT)
  receivePayment(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: FxReceiptBody) {
    return this.filings.receivePayment(actor, id, body);
  }
}
