import { Module } from '@nestjs/common';
import { CompactRollups } from './compact-rollups.processor.js';
import { CompactionScheduler } from './compaction-scheduler.js';

/** The export ledger and its rollups. Other folders write it by `postExports`, in their own transaction. */
@Module({ providers: [CompactRollups, CompactionScheduler] })
export class StatisticsModule {}
