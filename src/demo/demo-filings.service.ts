import { Injectable } from '@nestjs/common';
import { type Exemption, FilingWriter, type Payment } from '../declarations/obligations/filing-writer.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { addDays, businessDayOf, type Day, monthOf } from '../vocabulary/period.js';
import { SeededChance } from './domain/random.js';

interface Closed {
  readonly id: string;
  readonly reference: string;
  readonly closedAt: string;
  readonly currency: string;
  readonly total: string;
  readonly entryId: string;
  readonly paid: boolean;
}

/** Money usually takes some weeks; what closed later than this many days ago waits for it without anybody's fault. */
const PAID_AFTER_DAYS = 14;

/** What firms do in the weeks after a closing: most file for the exemption and are paid, some forget. Twice is as once. */
@Injectable()
export class DemoFilings {
  constructor(
    private readonly database: Database,
    private readonly filingWriter: FilingWriter,
  ) {}

  async file(actor: Actor, seed: number, today: Day): Promise<void> {
    await this.database.transaction(actor, async (tx) => {
      const closed = await tx.rows<Closed>(
        `SELECT id, reference, closed_at AS "closedAt", currency, round(total_declared, 2)::text AS total, entry_id AS "entryId",
           EXISTS (SELECT 1 FROM fx_receipt p WHERE p.declaration_id = d.id) AS paid
         FROM declaration d WHERE status = 'closed' AND closed_at < $1::date ORDER BY reference`,
        [addDays(today, -PAID_AFTER_DAYS)],
      );
      const chance = new SeededChance(seed);
      const exemptions: Exemption[] = [];
      const payments: Payment[] = [];
      for (const { id: declarationId, reference, closedAt, currency, total: amount, entryId, paid } of closed) {
        const closedOn = businessDayOf(closedAt);
        if (chance.happens(0.9) && monthOf(closedOn) < monthOf(today)) {
          exemptions.push({ declarationId, filedOn: addDays(closedOn, 5), taxReference: `MS${reference}` });
        }
        if (chance.happens(0.85) && !paid) {
          const receivedOn = addDays(closedOn, PAID_AFTER_DAYS - 2);
          // Firms number their references alike; a bank's reference is one among all firms.
          payments.push({ declarationId, receivedOn, amount, currency, bankReference: `FX${entryId}` });
        }
      }
      await this.filingWriter.fileExemptions(tx, exemptions);
      await this.filingWriter.receivePayments(tx, payments);
    });
  }
}
