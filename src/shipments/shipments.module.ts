import { Module } from '@nestjs/common';
import { MarketsModule } from '../markets/markets.module.js';
import { Passages } from './passages.service.js';
import { ShipmentsController } from './shipments.controller.js';
import { Shipments } from './shipments.service.js';

@Module({
  imports: [MarketsModule],
  controllers: [ShipmentsController],
  providers: [Shipments, Passages],
  exports: [Shipments, Passages],
})
export class ShipmentsModule {}
