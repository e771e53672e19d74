import { Module } from '@nestjs/common';
import { CompactRollups } from './compact-rollups.processor.js';
import { CompactionScheduler } from './compaction-scheduler.js';

/** The book of export facts and its rollups. Others write it by `book`, a function of their own transaction. */
@Module({ providers: [CompactRollups, CompactionScheduler] })
export class StatisticsModule {}
