import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { FilingWriter, type RecordedExemption, type RecordedPayment } from './filing-writer.js';
import type { ExemptionFilingBody, FxReceiptBody } from './filings.dto.js';

/** What a firm reports of a declaration after the export: the filing for the VAT exemption, and the money it receives. */
@Injectable()
export class FilingsService {
  constructor(
    private readonly database: Database,
    private readonly filingWriter: FilingWriter,
  ) {}

  /**
   * Records the VAT-exemption filing of a declaration. The same again is the same one; another filing is a conflict (409) while
   * the first counts, and one of a day before the closing is refused (422).
   */
  fileExemption(actor: Actor, id: string, { filedOn, taxReference }: ExemptionFilingBody): Promise<RecordedExemption> {
    const filing = { declarationId: id.toLowerCase(), filedOn, taxReference };
    return this.database.transaction(actor, async (tx) => onlyOf(await this.filingWriter.fileExemptions(tx, [filing])));
  }

  /**
   * Records money received for a declaration; reported again it is the same payment. A bank's reference counts for one live
   * declaration of all firms: used for anything else it is a conflict (409), which names the first where it is the firm's own.
   * It is free again when that one is cancelled.
   */
  receivePayment(actor: Actor, id: string, body: FxReceiptBody): Promise<RecordedPayment> {
    const payment = { declarationId: id.toLowerCase(), ...body };
    return this.database.transaction(actor, async (tx) =>
      onlyOf(await this.filingWriter.receivePayments(tx, [payment])),
    );
  }
}

function onlyOf<T>([only]: readonly T[]): T {
  if (only === undefined) throw new Error('Nothing was recorded.');
  return only;
}
