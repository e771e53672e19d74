import { Module } from '@nestjs/common';
import { DeclarationsModule } from '../declarations/declarations.module.js';
import { EarlierDeclarations } from './earlier-declarations.js';
import { ImportMetrics } from './import-metrics.js';
import { ImportsController } from './imports.controller.js';
import { Imports } from './imports.service.js';
import { RunImport } from './run-import.processor.js';
import { TakeFile } from './take-file.service.js';

@Module({
  imports: [DeclarationsModule],
  controllers: [ImportsController],
  providers: [Imports, EarlierDeclarations, RunImport, TakeFile, ImportMetrics],
  exports: [Imports, RunImport],
})
export class ImportsModule {}
