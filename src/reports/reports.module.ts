import { Module } from '@nestjs/common';
import { MarketsModule } from '../markets/markets.module.js';
import { DeclaredSumsController } from './declared-sums.controller.js';
import { DeclaredSums } from './declared-sums.query.js';
import { ExportValueController } from './export-value.controller.js';
import { ExportValueReports } from './export-value.service.js';
import { FactsBehind } from './facts-behind.service.js';
import { Questions } from './question.service.js';

/** Questions over everybody's tables; this folder writes none. */
@Module({
  imports: [MarketsModule],
  controllers: [DeclaredSumsController, ExportValueController],
  providers: [DeclaredSums, ExportValueReports, FactsBehind, Questions],
  exports: [ExportValueReports],
})
export class ReportsModule {}
