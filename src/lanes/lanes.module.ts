import { Module } from '@nestjs/common';
import { LaneChecks } from './lane-checks.service.js';
import { LaneChanges } from './lane-changes.service.js';
import { LaneReaderService } from './lane-reader.service.js';
import { LaneReplays } from './replays/lane-replays.service.js';
import { LaneVersions } from './lane-versions.service.js';
import { MarketsModule } from '../markets/markets.module.js';
import { LanesController } from './lanes.controller.js';
import { Lanes } from './lanes.service.js';

@Module({
  imports: [MarketsModule],
  controllers: [LanesController],
  providers: [Lanes, LaneChanges, LaneChecks, LaneReaderService, LaneReplays, LaneVersions],
  exports: [Lanes, LaneChecks],
})
export class LanesModule {}
