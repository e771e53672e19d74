import { Module } from '@nestjs/common';
import { CompactRollups } from './compact-rollups.processor.js';

/** The export ledger and its rollups. Other folders write it by `postExports`, in their own transaction. */
@Module({ providers: [CompactRollups] })
export class StatisticsModule {}
