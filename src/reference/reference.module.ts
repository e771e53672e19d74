import { Module } from '@nestjs/common';
import { CodeTablesController } from './code-tables.controller.js';
import { HsRulesController } from './hs-rules.controller.js';
import { HsRules } from './hs-rules.service.js';
import { RatesController } from './rates.controller.js';
import { Rates } from './rates.service.js';

@Module({
  controllers: [CodeTablesController, RatesController, HsRulesController],
  providers: [Rates, HsRules],
  exports: [Rates],
})
export class ReferenceModule {}
