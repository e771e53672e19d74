import { Module } from '@nestjs/common';
import { DeclarationsModule } from '../declarations/declarations.module.js';
import { AmendmentsController } from './amendments.controller.js';
import { Amendments } from './amendments.service.js';
import { AmendmentPlans } from './plans.service.js';
import { AmendmentPreviews } from './previews.service.js';
import { TimelineController } from './timeline.controller.js';
import { TimelineService } from './timeline.service.js';
import { VersionsController } from './versions.controller.js';
import { Versions } from './versions.service.js';

/** 修撤单: what happens to a declaration after it was submitted, by decision and not by receipt. */
@Module({
  imports: [DeclarationsModule],
  controllers: [AmendmentsController, VersionsController, TimelineController],
  providers: [AmendmentPlans, AmendmentPreviews, Amendments, TimelineService, Versions],
})
export class AmendmentsModule {}
