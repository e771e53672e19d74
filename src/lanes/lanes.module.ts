import { Module } from '@nestjs/common';
import { LaneChanges } from './lane-changes.service.js';
import { LanesController } from './lanes.controller.js';
import { Lanes } from './lanes.service.js';

@Module({ controllers: [LanesController], providers: [Lanes, LaneChanges], exports: [Lanes] })
export class LanesModule {}
