import { Module } from '@nestjs/common';
import { ExportValueController } from './export-value.controller.js';
import { ExportValueReports } from './export-value.service.js';
import { FactsBehind } from './facts-behind.service.js';
import { Questions } from './question.service.js';

/** Questions over everybody's tables; this folder writes none. */
@Module({
  controllers: [ExportValueController],
  providers: [ExportValueReports, FactsBehind, Questions],
  exports: [ExportValueReports],
})
export class ReportsModule {}
