import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { Processor } from '../../platform/queue/job.js';
import { judgeFreedNumber } from '../status/freed-numbers.jobs.js';
import { entryName, holdNames, holdNumbers } from '../store/reference-locks.js';
import { judgeOfNumbers } from './entry-numbers.query.js';
import { ReceiptAssignmentService } from './receipt-assignment.service.js';
import { lockStatuses } from './receipts.repository.js';

interface WaitingReceipt {
  readonly id: string;
  readonly declarationId: string;
}

const WAITING = `parked_reason = 'entry-id-taken' AND declaration_id IS NOT NULL AND given_entry_id`;

/**
 * Gives a customs number that became free to the declaration whose receipt has waited for it longest. The declaration that had it may be
 * another firm's, so that nobody who cancels it could do this. One transaction a receipt: rows are locked before numbers, everywhere.
 */
@Injectable()
@Processor(judgeFreedNumber)
export class JudgeFreedNumberProcessor {
  constructor(
    private readonly database: Database,
    private readonly assignments: ReceiptAssignmentService,
  ) {}

  async process({ number }: { readonly number: string }): Promise<{ applied: number }> {
    const waiting = await this.database.transaction(SYSTEM, async (tx) => {
      // Whoever judged the number as taken before it was free holds it until that is committed, and seen here.
      await holdNumbers(tx, [number]);
      return tx.rows<WaitingReceipt>(
        `SELECT id, declaration_id AS "declarationId" FROM receipt WHERE ${WAITING} = $1 ORDER BY id`,
        [number],
      );
    });
    let applied = 0;
    for (const receipt of waiting) {
      if (await this.database.transaction(SYSTEM, (tx) => this.judge(tx, receipt, number))) applied++;
    }
    return { applied };
  }

  private async judge(tx: Tx, { id, declarationId }: WaitingReceipt, number: string): Promise<boolean> {
    await holdNames(tx, [entryName(number)], []);
    await lockStatuses(tx, [declarationId]);
    const stillWaits = await tx.one(`SELECT 1 FROM receipt WHERE id = $1 AND ${WAITING} = $2`, [id, number]);
    if (!stillWaits) return false;
    const given = { declarationId, number };
    if ((await judgeOfNumbers(tx, [given]))(given) !== null) return false;
    const { result } = await this.assignments.assignWithin(tx, id, declarationId);
    return result === 'applied';
  }
}
