import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from './access/access.module.js';
import { AmendmentsModule } from './amendments/amendments.module.js';
import { AuditModule } from './audit/audit.module.js';
import { BoardModule } from './board/board.module.js';
import { ClearanceModule } from './clearance/clearance.module.js';
import { CorrectionsModule } from './corrections/corrections.module.js';
import { DeclarationsModule } from './declarations/declarations.module.js';
import { DemoModule } from './demo/demo.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { LanesModule } from './lanes/lanes.module.js';
import { MarketsModule } from './markets/markets.module.js';
import { NoticesModule } from './notices/notices.module.js';
import { OpenItemsModule } from './open-items/open-items.module.js';
import { PeriodsModule } from './periods/periods.module.js';
import { PartiesModule } from './parties/parties.module.js';
import { ReferenceModule } from './reference/reference.module.js';
import { RemindersModule } from './reminders/reminders.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { SettlementModule } from './settlement/settlement.module.js';
import { ShipmentsModule } from './shipments/shipments.module.js';
import { StatisticsModule } from './statistics/statistics.module.js';
import { BackgroundWork } from './platform/background-work.js';
import { type Infrastructure, PlatformModule } from './platform/platform.module.js';

/** The table of contents, in the order of the ladder: what this customs office does. */
const FEATURES = [
  AuditModule,
  AccessModule,
  MarketsModule,
  ReferenceModule,
  PartiesModule,
  ShipmentsModule,
  StatisticsModule,
  LanesModule,
  DeclarationsModule,
  AmendmentsModule,
  CorrectionsModule,
  OpenItemsModule,
  PeriodsModule,
  ClearanceModule,
  SettlementModule,
  RemindersModule,
  ReportsModule,
  ImportsModule,
  DemoModule,
  BoardModule,
  NoticesModule,
];

@Module({})
export class AppModule {
  static on(infrastructure: Infrastructure): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.on(infrastructure), ...FEATURES],
      // Last on purpose: it starts working when every folder is ready.
      providers: [BackgroundWork],
    };
  }
}
