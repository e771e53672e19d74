import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CONFIG, type Config } from '../../platform/config/config.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { Roles } from '../../platform/http/roles.js';
import { ResponseExample } from '../../platform/http/description/describe.js';
import { page } from '../../platform/http/description/example.js';
import { type Page, PageQuery } from '../../platform/http/page.js';
import { IfMatch, CurrentLanguage, CurrentActor } from '../../platform/http/request.js';
import type { Language } from '../../vocabulary/language.js';
import type { ExpectedRevisions } from '../../messages/refusals/revision.js';
import { type WebhookResponse, toWebhookResponse } from './webhook-response.js';
import { targetOf } from './targets.js';
import { CreateWebhook, ReplaceWebhook } from './webhooks.dto.js';
import { CREATED_WEBHOOK, SWITCHED_OFF, WEBHOOK } from './webhooks.examples.js';
import { Webhooks } from './webhooks.service.js';
import { idOr404 } from './webhook-id.js';

type WithSecret = WebhookResponse & { secret: string | null };

/** The endpoints that receive events, by Standard Webhooks; everybody's own. */
@ApiTags('webhooks')
@Roles('broker', 'officer', 'admin')
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly database: Database,
    private readonly service: Webhooks,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Receive events at an address; the secret is shown in this answer only' })
  @ResponseExample(CREATED_WEBHOOK)
  async create(
    @CurrentActor() actor: Actor,
    @CurrentLanguage() language: Language,
    @Body() wanted: CreateWebhook,
  ): Promise<WithSecret> {
    await targetOf(wanted.url, this.config);
    let text = '';
    const made = await this.database.transaction(actor, async (tx) => {
      const { webhook, secret } = await this.service.add(tx, wanted);
      text = secret;
      // What the transaction returns is kept under the Idempotency-Key: the secret must not lie there.
      return { ...toWebhookResponse(webhook, language), secret: null };
    });
    return { ...made, secret: text };
  }

  @Get()
  @ApiOperation({ summary: 'Own webhooks, in the order in which they were added' })
  @ResponseExample(page(WEBHOOK))
  list(
    @CurrentActor() actor: Actor,
    @CurrentLanguage() language: Language,
    @Query() query: PageQuery,
  ): Promise<Page<WebhookResponse>> {
    return this.database.transaction(actor, async (tx) => {
      const page = await this.service.page(tx, query);
      return { ...page, items: page.items.map((row) => toWebhookResponse(row, language)) };
    });
  }

  @Get(':id')
  @ApiOperation({ summary: 'One webhook; says when it fails, and why it was switched off' })
  @ResponseExample(SWITCHED_OFF)
  async byId(
    @CurrentActor() actor: Actor,
    @CurrentLanguage() language: Language,
    @Param('id') id: string,
  ): Promise<WebhookResponse> {
    const found = await this.database.transaction(actor, (tx) => this.service.find(tx, idOr404(id)));
    return toWebhookResponse(found, language);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Replace address and events, or switch it off and on again' })
  @ResponseExample({ ...WEBHOOK, revision: 2 })
  async replace(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch() revision: ExpectedRevisions,
    @CurrentLanguage() language: Language,
    @Body() wanted: ReplaceWebhook,
  ): Promise<WebhookResponse> {
    await targetOf(wanted.url, this.config);
    return this.database.transaction(actor, async (tx) =>
      toWebhookResponse(await this.service.replace(tx, idOr404(id), revision, wanted), language),
    );
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a webhook with its queue and its log' })
  @ApiNoContentResponse()
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch() revision: ExpectedRevisions,
  ): Promise<void> {
    await this.database.transaction(actor, (tx) => this.service.remove(tx, idOr404(id), revision));
  }

  @Post(':id/rotate')
  @HttpCode(200)
  @ApiOperation({ summary: 'A new secret, shown this once; for a day the old one signs as well' })
  @ResponseExample({ ...CREATED_WEBHOOK, revision: 2 })
  async rotate(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch() revision: ExpectedRevisions,
    @CurrentLanguage() language: Language,
  ): Promise<WithSecret> {
    let text = '';
    const made = await this.database.transaction(actor, async (tx) => {
      const { webhook, secret } = await this.service.rotate(tx, idOr404(id), revision);
      text = secret;
      return { ...toWebhookResponse(webhook, language), secret: null };
    });
    return { ...made, secret: text };
  }
}
