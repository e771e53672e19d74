import { Module } from '@nestjs/common';
import { DeclarationsModule } from '../declarations/declarations.module.js';
import { EarlierDeclarationsService } from './earlier-declarations.service.js';
import { ImportMappingsController } from './mappings/import-mappings.controller.js';
import { ImportMappingsService } from './mappings/import-mappings.service.js';
import { ImportProgressService } from './import-progress.service.js';
import { FactWriterService } from './fact-writer.service.js';
import { ShipmentsModule } from '../shipments/shipments.module.js';
import { ImportMetrics } from './import-metrics.js';
import { ImportReportsService } from './import-reports.service.js';
import { ImportsController } from './imports.controller.js';
import { ImportsService } from './imports.service.js';
import { RunImportProcessor } from './run-import.processor.js';
import { ImportWriterService } from './import-writer.service.js';

@Module({
  imports: [DeclarationsModule, ShipmentsModule],
  controllers: [ImportsController, ImportMappingsController],
  providers: [
    FactWriterService,
    ImportMappingsService,
    ImportProgressService,
    ImportsService,
    ImportReportsService,
    EarlierDeclarationsService,
    RunImportProcessor,
    ImportWriterService,
    ImportMetrics,
  ],
  exports: [ImportsService, RunImportProcessor],
})
export class ImportsModule {}
