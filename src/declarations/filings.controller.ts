import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Allow } from '../platform/http/allow.js';
import { Answers, Asks } from '../platform/http/describe.js';
import { FILING, FILING_BODY, PAYMENT, PAYMENT_BODY } from './receipts.examples.js';
import { Who } from '../platform/http/request.js';
import { ExemptionFilingBody, FxReceiptBody } from './filings.dto.js';
import { Filings } from './filings.service.js';

@ApiTags('declarations')
@Controller('v1/declarations/:id')
export class FilingsController {
  constructor(
    private readonly database: Database,
    private readonly filings: Filings,
  ) {}

  @Post('exemption-filings')
  @ApiOperation({ summary: 'Tell that the VAT exemption of a declaration was filed' })
  @Allow('broker')
  @Asks(FILING_BODY)
  @Answers(FILING)
  fileExemption(@Who() actor: Actor, @Param('id') id: string, @Body() body: ExemptionFilingBody) {
    return this.database.transaction(actor, (tx) => this.filings.fileExemption(tx, id, body));
  }

  @Post('fx-receipts')
  @ApiOperation({ summary: 'Tell that foreign exchange was received for a declaration' })
  @Allow('broker')
  @Asks(PAYMENT_BODY)
  @Answers(PAYMENT)
  receivePayment(@Who() actor: Actor, @Param('id') id: string, @Body() body: FxReceiptBody) {
    return this.database.transaction(actor, (tx) => this.filings.receivePayment(tx, id, body));
  }
}
