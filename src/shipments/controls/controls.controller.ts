import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { Roles } from '../../platform/http/roles.js';
import { ResponseExample } from '../../platform/http/description/describe.js';
import {
  EXPLAINED,
  HELD,
  HOLD_RELEASED,
  INSPECTION_FINISHED,
  INSPECTION_OPENED,
  INSPECTION_ORDERED,
} from './controls.examples.js';
import { CurrentActor } from '../../platform/http/request.js';
import {
  ExplanationBody,
  HoldBody,
  OpenedBody,
  OrderBody,
  ReleaseBody,
  ResealedBody,
  ResultBody,
} from './controls.dto.js';
import { type ExplanationAnswer, ExplanationsService } from './explanations.service.js';
import { type HoldAnswer, HoldsService } from './holds.service.js';
import { type InspectionAnswer, InspectionsService } from './inspections.service.js';

/** What officers do to a container. All of it appends facts, so that no If-Match is asked for: nothing is overwritten. */
@ApiTags('shipments')
@Controller('v1/shipments/:id')
export class ControlsController {
  constructor(
    private readonly database: Database,
    private readonly holds: HoldsService,
    private readonly inspections: InspectionsService,
    private readonly explanations: ExplanationsService,
  ) {}

  @Post('holds')
  @Roles('officer')
  @ApiOperation({ summary: 'Hold a container: no release counts until every hold is released' })
  @ResponseExample(HELD)
  hold(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: HoldBody): Promise<HoldAnswer> {
    return this.database.transaction(actor, (tx) => this.holds.place(tx, id, body));
  }

  @Post('holds/:holdId/release')
  @HttpCode(200)
  @Roles('officer')
  @ApiOperation({ summary: 'Release a hold; the answer lists the release blockers that remain' })
  @ResponseExample(HOLD_RELEASED)
  release(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('holdId') holdId: string,
    @Body() body: ReleaseBody,
  ): Promise<HoldAnswer> {
    return this.database.transaction(actor, (tx) => this.holds.release(tx, id, holdId, body));
  }

  @Post('explanations')
  @Roles('officer')
  @ApiOperation({
    summary: 'Explain what contradicts control (left while held, sealed otherwise): what is open of it is settled',
  })
  @ResponseExample(EXPLAINED)
  explain(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: ExplanationBody,
  ): Promise<ExplanationAnswer> {
    return this.database.transaction(actor, (tx) => this.explanations.explain(tx, id, body));
  }

  @Post('inspections')
  @Roles('officer')
  @ApiOperation({ summary: 'Order an inspection (appends CUSI)' })
  @ResponseExample(INSPECTION_ORDERED)
  order(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: OrderBody): Promise<InspectionAnswer> {
    const { reason, at } = body;
    return this.database.transaction(actor, (tx) => this.inspections.order(tx, id, { note: reason, at }));
  }

  @Post('inspections/:inspectionId/opened')
  @HttpCode(200)
  @Roles('officer')
  @ApiOperation({ summary: 'The container was opened (appends STRP; cuts the seal named, or all)' })
  @ResponseExample(INSPECTION_OPENED)
  opened(
    @CurrentActor() actor: Actor,
    @Param('id') shipmentId: string,
    @Param('inspectionId') inspectionId: string,
    @Body() { seal, ...report }: OpenedBody,
  ): Promise<InspectionAnswer> {
    return this.database.transaction(actor, (tx) =>
      this.inspections.record(tx, { shipmentId, inspectionId }, 'opened', { ...report, cutSeal: seal }),
    );
  }

  @Post('inspections/:inspectionId/result')
  @HttpCode(200)
  @Roles('officer')
  @ApiOperation({ summary: 'What the inspection found (appends INSP)' })
  @ResponseExample(INSPECTION_FINISHED)
  result(
    @CurrentActor() actor: Actor,
    @Param('id') shipmentId: string,
    @Param('inspectionId') inspectionId: string,
    @Body() body: ResultBody,
  ): Promise<InspectionAnswer> {
    return this.database.transaction(actor, (tx) =>
      this.inspections.record(tx, { shipmentId, inspectionId }, 'result', body),
    );
  }

  @Post('inspections/:inspectionId/resealed')
  @HttpCode(200)
  @Roles('officer')
  @ApiOperation({ summary: 'A new seal was put on (appends RSEA)' })
  @ResponseExample(INSPECTION_FINISHED)
  resealed(
    @CurrentActor() actor: Actor,
    @Param('id') shipmentId: string,
    @Param('inspectionId') inspectionId: string,
    @Body() body: ResealedBody,
  ): Promise<InspectionAnswer> {
    return this.database.transaction(actor, (tx) =>
      this.inspections.record(tx, { shipmentId, inspectionId }, 'resealed', body),
    );
  }
}
