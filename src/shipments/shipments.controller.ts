import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Roles } from '../platform/http/roles.js';
import { formatAskedFor, MEDIA_TYPES } from '../platform/http/accept.js';
import { assertWhole, LIST_FORMATS, ListFiles } from '../platform/http/list-files.js';
import { LongWork } from '../platform/http/long-work.js';
import { ResponseExample, ResponseFileExample, RequestExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { SEALS } from './controls/controls.examples.js';
import {
  CONTAINER_EVENTS,
  CONTAINER_EVENTS_BODY,
  CONTAINER_PAGE,
  EVENTS_BODY,
  LISTED_SHIPMENT,
  RECORDED,
  SHIPMENT,
  SHIPMENT_BODY,
  SHIPMENTS_FILE,
} from './shipments.examples.js';
import { IfMatch, CurrentLanguage, CurrentActor } from '../platform/http/request.js';
import type { Language } from '../vocabulary/language.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';
import type { Shipment } from './domain/shipment.js';
import type { ContainerPage } from './containers/container-page.query.js';
import { ContainerEventsService, saidOfEvent } from './containers/container-events.service.js';
import { ContainerPagesService } from './containers/container-pages.service.js';
import type { SealStory } from './domain/seal-history.js';
import { type EventResult, VisitEventsService } from './visits/visit-events.service.js';
import { ContainerEventsBody, EventsBody, ShipmentBody, ShipmentQuery } from './shipments.dto.js';
import { ShipmentsService } from './shipments.service.js';

@ApiTags('shipments')
@Controller('v1/shipments')
export class ShipmentsController {
  constructor(
    private readonly database: Database,
    private readonly shipments: ShipmentsService,
    private readonly visitEvents: VisitEventsService,
    private readonly containerEvents: ContainerEventsService,
    private readonly containerPages: ContainerPagesService,
    private readonly listFiles: ListFiles,
  ) {}

  @Post()
  @Roles('broker', 'officer')
  @ApiOperation({ summary: "Open a container's visit at a market" })
  @RequestExample(SHIPMENT_BODY)
  @ResponseExample(SHIPMENT)
  open(@CurrentActor() actor: Actor, @Body() body: ShipmentBody): Promise<Shipment> {
    return this.database.transaction(actor, (tx) => this.shipments.open(tx, body));
  }

  @Put(':id')
  @Roles('broker')
  @ApiOperation({
    summary: 'Replace the header of a shipment (If-Match)',
    description:
      'What is left out is cleared; seals of events stay. While the container is held or inspected, other seals are refused (409 `seals-under-control`).',
  })
  @RequestExample(SHIPMENT_BODY)
  @ResponseExample(SHIPMENT)
  replace(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch() revision: ExpectedRevisions,
    @Body() body: ShipmentBody,
  ): Promise<Shipment> {
    return this.database.transaction(actor, (tx) => this.shipments.replace(tx, id, revision, body));
  }

  @Post('events')
  @HttpCode(200)
  @Roles('broker', 'officer', 'channel')
  @ApiOperation({
    summary: 'Append DCSA events of many containers, by their numbers; one result an event, in order',
    description:
      'A container without a visit gets it: of the reporting firm, or, for an officer or customs’ channel, of the firm whose papers name the container, else of its last visit. GTIN after the container has left begins its next visit. `refused` says why, with `message` and `remedy` in the caller’s language: `visit-unknown` (customs reports a container that no papers name and that was never here, or a firm one that is another firm’s), `container-number-invalid` (no visit, and no container has this number).',
  })
  @RequestExample(CONTAINER_EVENTS_BODY)
  @ResponseExample(CONTAINER_EVENTS)
  recordMany(
    @CurrentActor() actor: Actor,
    @Body() body: ContainerEventsBody,
    @CurrentLanguage() language: Language,
  ): Promise<{ results: ReturnType<typeof saidOfEvent>[] }> {
    return this.database.transaction(actor, async (tx) => ({
      results: (await this.containerEvents.record(tx, body.events)).map((each) => saidOfEvent(each, language)),
    }));
  }

  @Post(':id/events')
  @HttpCode(200)
  @Roles('broker', 'officer', 'channel')
  @ApiOperation({
    summary: 'Append DCSA events; one result an event, applied or duplicate',
    description:
      'CUSR takes effect when every hold has ended and every ordered inspection has its result. An officer is refused before the result (409 `inspection-without-result`).',
  })
  @RequestExample(EVENTS_BODY)
  @ResponseExample(RECORDED)
  record(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: EventsBody,
  ): Promise<Shipment & { results: EventResult[] }> {
    return this.database.transaction(actor, async (tx) => {
      const { shipment, results } = await this.visitEvents.record(tx, id, body.events);
      return { ...shipment, results };
    });
  }

  @Get()
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'Shipments, the newest or the oldest first; from and to are days they were opened on' })
  @LongWork()
  @ResponseExample(page(LISTED_SHIPMENT))
  @ResponseFileExample({ [MEDIA_TYPES.csv]: SHIPMENTS_FILE })
  list(
    @CurrentActor() actor: Actor,
    @Query() { format, ...query }: ShipmentQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    void reply.header('Vary', 'Accept');
    if (formatAskedFor({ format, accept }, LIST_FORMATS) === 'json') return this.containerPages.list(actor, query);
    const whole = assertWhole(query);
    return this.listFiles.csv(reply, actor, (tx) => this.containerPages.file(tx, whole));
  }

  @Get(':id')
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({
    summary: 'The container page: events, timeline, holds, inspections, seals, its content and its release blockers',
    description:
      'A broker sees its own declarations; of other firms only `others`: how many there are, and their worst status.',
  })
  @ResponseExample(CONTAINER_PAGE)
  one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @CurrentLanguage() language: Language,
  ): Promise<ContainerPage> {
    return this.containerPages.one(actor, id, language);
  }

  @Get(':id/seals')
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'The seals of a container: announced, fitted, cut, refitted, by whom and why; alarms' })
  @ResponseExample(SEALS)
  seals(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<SealStory> {
    return this.containerPages.seals(actor, id);
  }
}
