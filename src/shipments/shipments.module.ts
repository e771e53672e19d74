import { Module } from '@nestjs/common';
import { MarketsModule } from '../markets/markets.module.js';
import { ContainerEventsService } from './container-events.service.js';
import { ContainerPagesService } from './container-pages.service.js';
import { ControlsController } from './controls.controller.js';
import { ExplanationsService } from './explanations.service.js';
import { HoldsService } from './holds.service.js';
import { InspectionsService } from './inspections.service.js';
import { VisitEventsService } from './visit-events.service.js';
import { ShipmentsController } from './shipments.controller.js';
import { ShipmentsService } from './shipments.service.js';

@Module({
  imports: [MarketsModule],
  controllers: [ShipmentsController, ControlsController],
  providers: [
    ShipmentsService,
    ContainerEventsService,
    ContainerPagesService,
    VisitEventsService,
    HoldsService,
    InspectionsService,
    ExplanationsService,
  ],
  exports: [ContainerEventsService, HoldsService, ShipmentsService, VisitEventsService],
})
export class ShipmentsModule {}
