import { Module } from '@nestjs/common';
import { CodeTablesController } from './code-tables.controller.js';
import { HsRulesController } from './hs-rules.controller.js';
import { HsRules } from './hs-rules.service.js';
import { RatesController } from './rates.controller.js';
import { Rates } from './rates.service.js';
import { TradeRulesController } from './trade-rules.controller.js';
import { TradeRulesReader } from './trade-rules.query.js';
import { TradeRules } from './trade-rules.service.js';

@Module({
  controllers: [CodeTablesController, RatesController, HsRulesController, TradeRulesController],
  providers: [Rates, HsRules, TradeRules, TradeRulesReader],
  exports: [Rates, TradeRules],
})
export class ReferenceModule {}
