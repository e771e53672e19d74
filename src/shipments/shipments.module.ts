import { Module } from '@nestjs/common';
import { MarketsModule } from '../markets/markets.module.js';
import { ContainerEventsService } from './containers/container-events.service.js';
import { ContainerPagesService } from './containers/container-pages.service.js';
import { ControlsController } from './controls/controls.controller.js';
import { ExplanationsService } from './controls/explanations.service.js';
import { HoldsService } from './controls/holds.service.js';
import { InspectionsService } from './controls/inspections.service.js';
import { VisitEventsService } from './visits/visit-events.service.js';
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
