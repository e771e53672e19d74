import { Module } from '@nestjs/common';
import { MarketsModule } from '../markets/markets.module.js';
import { DeclaredSumsController } from './declared-sums/declared-sums.controller.js';
import { DeclaredSumsService } from './declared-sums/declared-sums.service.js';
import { ExportValueController } from './export-value.controller.js';
import { ExportValueService } from './export-value.service.js';
import { DrillDownService } from './drill-down.service.js';
import { ReleaseTimesController } from './release-times/release-times.controller.js';
import { ReleaseTimesService } from './release-times/release-times.service.js';
import { SearchController } from './search/search.controller.js';
import { SearchService } from './search/search.service.js';
import { ReportFilesService } from './files/report-files.service.js';
import { DefinitionsController } from './definitions.controller.js';
import { EditionsController } from './editions/editions.controller.js';
import { EditionsService } from './editions/editions.service.js';
import { ReportLinksController } from './links/report-links.controller.js';
import { ReportLinksService } from './links/report-links.service.js';
import { QuestionService } from './question.service.js';

/** Questions over everybody's tables; what this folder writes is figures under a name, and links to figures. */
@Module({
  imports: [MarketsModule],
  controllers: [
    DeclaredSumsController,
    DefinitionsController,
    EditionsController,
    ExportValueController,
    ReleaseTimesController,
    ReportLinksController,
    SearchController,
  ],
  providers: [
    DeclaredSumsService,
    ExportValueService,
    DrillDownService,
    EditionsService,
    QuestionService,
    ReportLinksService,
    ReportFilesService,
    ReleaseTimesService,
    SearchService,
  ],
  exports: [ExportValueService, ReportFilesService],
})
export class ReportsModule {}
