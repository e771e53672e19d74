import { Module } from '@nestjs/common';
import { CodeEditions } from './code-editions.service.js';
import { CodeTablesController } from './code-tables.controller.js';
import { CodeTablesService } from './code-tables.service.js';
import { HsRulesController } from './hs-rules.controller.js';
import { HsRules } from './hs-rules.service.js';
import { RatesController } from './rates.controller.js';
import { RatesService } from './rates.service.js';
import { TradeRulesController } from './trade-rules.controller.js';
import { TradeRulesOnDayService } from './trade-rules-on-day.service.js';
import { TradeRules } from './trade-rules.service.js';

@Module({
  controllers: [CodeTablesController, RatesController, HsRulesController, TradeRulesController],
  providers: [RatesService, HsRules, TradeRules, TradeRulesOnDayService, CodeTablesService, CodeEditions],
  exports: [RatesService, TradeRules, CodeEditions],
})
export class ReferenceModule {}
