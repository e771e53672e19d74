import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Processor } from '../../platform/queue/job.js';
import { Processors } from '../../platform/queue/processors.js';
import { Clock } from '../../vocabulary/clock.js';
import { readReceipts } from './receipt-codes.jobs.js';
import { type CodeToRead, readAnew, unlikeTheTable } from './receipt-meanings.js';
import { lockStatuses } from './receipts.repository.js';
import { StatusProjectorService } from '../status/status-projector.service.js';

/** Receipts of one transaction: thousands may wait, and none of them shall keep its declaration locked for long. */
const BATCH = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * Lets receipts count that were waiting for their code, and reads those anew whose mapping was corrected. Called twice, also
 * at once, the second finds nothing; after a crash it goes on where the last commit left it.
 */
@Injectable()
export class ReadReceipts implements Processor<CodeToRead> {
  readonly job = readReceipts;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly statusProjector: StatusProjectorService,
    processors: Processors,
  ) {
    processors.register(this);
  }

  async process(asked: CodeToRead): Promise<{ read: number }> {
    let read = 0;
    for (let after: string | null = BEFORE_ALL; after !== null;) {
      const from: string = after;
      const batch = await this.database.transaction(SYSTEM, (tx) => this.batch(tx, asked, from));
      read += batch.read;
      after = batch.last;
    }
    return { read };
  }

  private async batch(tx: Tx, asked: CodeToRead, after: string): Promise<{ read: number; last: string | null }> {
    const waiting = await unlikeTheTable(tx, asked, after, BATCH);
    const ids = [...new Set(waiting.map(({ declarationId }) => declarationId))];
    const held = [...(await lockStatuses(tx, ids)).keys()];
    const read = await readAnew(tx, this.clock, held);
    await this.statusProjector.refresh(tx, [...new Set(read.map(({ declarationId }) => declarationId))]);
    return { read: read.length, last: waiting.length < BATCH ? null : (waiting.at(-1)?.id ?? null) };
  }
}
