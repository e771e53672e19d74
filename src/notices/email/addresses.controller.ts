import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { Roles } from '../../platform/http/roles.js';
import { ResponseExample } from '../../platform/http/description/describe.js';
import { page } from '../../platform/http/description/example.js';
import { type Page, PageQuery } from '../../platform/http/page.js';
import { IfMatch, IfMatchGiven, CurrentActor } from '../../platform/http/request.js';
import { refuse } from '../../messages/refusals/refusal.js';
import type { ExpectedRevisions } from '../../messages/refusals/revision.js';
import { PutNoticeAddress } from './addresses.dto.js';
import { MAIL, NOTICE_ADDRESS } from './addresses.examples.js';
import { type NoticeAddress, NoticeAddresses } from './addresses.service.js';
import type { Mail } from './mails.query.js';
import { idOr404 } from '../webhooks/webhook-id.js';

/** Where a firm gets its reminders by mail, and what became of each; the firm's own, or any for an administrator. */
@ApiTags('notices')
@Roles('broker', 'admin')
@Controller('v1/organisations/:id')
export class AddressesController {
  constructor(
    private readonly database: Database,
    private readonly addresses: NoticeAddresses,
  ) {}

  @Put('notice-address')
  @ApiOperation({ summary: 'Have reminders and warnings sent to an address; If-Match from the second time on' })
  @ResponseExample(NOTICE_ADDRESS)
  put(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatchGiven() revision: ExpectedRevisions | undefined,
    @Body() { email, language = 'zh' }: PutNoticeAddress,
  ): Promise<NoticeAddress> {
    return this.database.transaction(actor, (tx) =>
      this.addresses.put(tx, idOr404(id, 'organisation'), revision, { email, language }),
    );
  }

  @Get('notice-address')
  @ApiOperation({ summary: 'Where reminders are sent, and whether this service sends mail at all' })
  @ResponseExample(NOTICE_ADDRESS)
  async show(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<NoticeAddress> {
    const found = await this.database.transaction(actor, (tx) => this.addresses.find(tx, idOr404(id, 'organisation')));
    if (!found) throw refuse('not-found', 'not-found', { what: 'notice-address', value: id });
    return found;
  }

  @Delete('notice-address')
  @HttpCode(204)
  @ApiOperation({ summary: 'Send no further reminders' })
  @ApiNoContentResponse()
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch() revision: ExpectedRevisions,
  ): Promise<void> {
    await this.database.transaction(actor, (tx) => this.addresses.remove(tx, idOr404(id, 'organisation'), revision));
  }

  @Get('mails')
  @ApiOperation({ summary: 'Mails of reminders with what the mail server said; the latest first' })
  @ResponseExample(page(MAIL))
  list(@CurrentActor() actor: Actor, @Param('id') id: string, @Query() query: PageQuery): Promise<Page<Mail>> {
    return this.database.transaction(actor, (tx) => this.addresses.mails(tx, idOr404(id, 'organisation'), query));
  }
}
