import { Injectable } from '@nestjs/common';
import { type Exemption, FilingWriter, type Payment } from '../declarations/obligations/filing-writer.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { businessDayOf, type Day } from '../vocabulary/period.js';
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

/** Of a hundred closings as many wait for their exemption or their money: small buyers pay before the goods leave, and platforms file at once. */
const WAITING = 0.008;

/** What firms do on the day of a closing: nearly all file for the exemption and are paid, some forget. Twice is as once. */
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
        [today],
      );
      const chance = new SeededChance(seed);
      const exemptions: Exemption[] = [];
      const payments: Payment[] = [];
      for (const { id: declarationId, reference, closedAt, currency, total: amount, entryId, paid } of closed) {
        const closedOn = businessDayOf(closedAt);
        if (!chance.happens(WAITING)) {
          exemptions.push({ declarationId, filedOn: closedOn, taxReference: `MS${reference}` });
        }
        if (!chance.happens(WAITING) && !paid) {
          const receivedOn = closedOn;
          // Firms number their references alike; a bank's reference is one among all firms.
          payments.push({ declarationId, receivedOn, amount, currency, bankReference: `FX${entryId}` });
        }
      }
      await this.filingWriter.fileExemptions(tx, exemptions);
      await this.filingWriter.receivePayments(tx, payments);
    });
  }
}
