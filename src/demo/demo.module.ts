import { Module } from '@nestjs/common';
import { DeclarationsModule } from '../declarations/declarations.module.js';
import { LanesModule } from '../lanes/lanes.module.js';
import { MarketsModule } from '../markets/markets.module.js';
import { PeriodsModule } from '../periods/periods.module.js';
import { ReferenceModule } from '../reference/reference.module.js';
import { ShipmentsModule } from '../shipments/shipments.module.js';
import { DemoCodeTables } from './demo-code-tables.service.js';
import { DemoDay } from './demo-day.service.js';
import { DemoFilings } from './demo-filings.service.js';
import { DemoHolds } from './demo-holds.service.js';
import { DemoMarket } from './demo-market.service.js';
import { DemoPeople } from './demo-sign-ins.js';
import { DemoMonth } from './demo-month.service.js';
import { MarketHistory } from './market-history.service.js';

@Module({
  imports: [MarketsModule, ReferenceModule, ShipmentsModule, LanesModule, DeclarationsModule, PeriodsModule],
  providers: [DemoCodeTables, DemoDay, DemoFilings, DemoHolds, DemoMarket, DemoMonth, DemoPeople, MarketHistory],
})
export class DemoModule {}
