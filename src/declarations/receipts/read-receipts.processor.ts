import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { Processor } from '../../platform/queue/job.js';
import { Clock } from '../../vocabulary/clock.js';
import { readReceipts } from './receipt-codes.jobs.js';
import { type CodeToRead, rereadReceipts, receiptsToReread } from './receipt-meanings.js';
import { lockStatuses } from './receipts.repository.js';
import { StatusProjector } from '../status/status-projector.js';

/** Receipts of one transaction: thousands may wait, and no declaration may be locked for long. */
const BATCH = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * Reads receipts by their code's mapping: those that were parked for want of one, and those whose mapping was corrected. Of two
 * runs, also at once, the second finds nothing; after a crash the next run goes on after the last commit.
 */
@Injectable()
@Processor(readReceipts)
export class ReadReceipts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly statusProjector: StatusProjector,
  ) {}

  async process(code: CodeToRead): Promise<{ read: number }> {
    let read = 0;
    for (let after: string | null = BEFORE_ALL; after !== null;) {
      const from: string = after;
      const batch = await this.database.transaction(SYSTEM, (tx) => this.batch(tx, code, from));
      read += batch.read;
      after = batch.last;
    }
    return { read };
  }

  private async batch(tx: Tx, code: CodeToRead, after: string): Promise<{ read: number; last: string | null }> {
    const waiting = await receiptsToReread(tx, code, after, BATCH);
    const ids = [...new Set(waiting.map(({ declarationId }) => declarationId))];
    const held = [...(await lockStatuses(tx, ids)).keys()];
    const read = await rereadReceipts(tx, this.clock, held);
    await this.statusProjector.refresh(tx, [...new Set(read.map(({ declarationId }) => declarationId))]);
    return { read: read.length, last: waiting.length < BATCH ? null : (waiting.at(-1)?.id ?? null) };
  }
}
