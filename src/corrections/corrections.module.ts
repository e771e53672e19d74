import { Module } from '@nestjs/common';
import { DeclarationsModule } from '../declarations/declarations.module.js';
import { MarketsModule } from '../markets/markets.module.js';
import { CorrectionsController } from './corrections.controller.js';
import { CorrectionsReaderService } from './corrections-reader.service.js';
import { Corrections } from './corrections.service.js';
import { InspectionDiffersProcessor } from './inspection-differs.processor.js';
import { LaneCheckDiffersProcessor } from './lane-check-differs.processor.js';
import { ThreadsController } from './threads.controller.js';

/** 更正要求: customs asks a broker to correct named fields, and the clock of customs stands still until the answer. */
@Module({
  imports: [DeclarationsModule, MarketsModule],
  controllers: [CorrectionsController, ThreadsController],
  providers: [Corrections, CorrectionsReaderService, InspectionDiffersProcessor, LaneCheckDiffersProcessor],
})
export class CorrectionsModule {}
