import { Module } from '@nestjs/common';
import { MarketsModule } from '../markets/markets.module.js';
import { ControlsController } from './controls.controller.js';
import { Holds } from './holds.service.js';
import { Inspections } from './inspections.service.js';
import { Passages } from './passages.service.js';
import { ShipmentsController } from './shipments.controller.js';
import { Shipments } from './shipments.service.js';

@Module({
  imports: [MarketsModule],
  controllers: [ShipmentsController, ControlsController],
  providers: [Shipments, Passages, Holds, Inspections],
  exports: [Shipments, Passages],
})
export class ShipmentsModule {}
