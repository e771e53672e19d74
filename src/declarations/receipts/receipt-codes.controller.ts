import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { LongWork } from '../../platform/http/long-work.js';
import { Roles } from '../../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../../platform/http/description/describe.js';
import { nullOr, page } from '../../platform/http/description/example.js';
import { CurrentActor } from '../../platform/http/request.js';
import { ReceiptCodeBody, ReceiptCodesQuery } from './receipt-codes.dto.js';
import { MAPPING, RECEIPT_CODE_BODY } from './receipt-codes.examples.js';
import { ReceiptCodesService } from './receipt-codes.service.js';

@ApiTags('receipts')
@LongWork()
@Controller('v1/receipt-codes')
export class ReceiptCodesController {
  constructor(private readonly codes: ReceiptCodesService) {}

  @Get()
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'What the codes of each channel mean, and on which days' })
  @ResponseExample(page(MAPPING))
  list(@CurrentActor() actor: Actor, @Query() query: ReceiptCodesQuery) {
    return this.codes.page(actor, query);
  }

  @Post()
  @Roles('admin')
  @ApiOperation({ summary: 'Add a mapping, or correct one from a day on; receipts that waited for it then count' })
  @RequestExample(RECEIPT_CODE_BODY)
  @ResponseExample({ ...MAPPING, corrected: nullOr(MAPPING) })
  add(@CurrentActor() actor: Actor, @Body() body: ReceiptCodeBody) {
    return this.codes.add(actor, body);
  }
}
