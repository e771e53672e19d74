import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import type { Language } from '../../vocabulary/language.js';
import { assertNoErrors, refuse } from '../../messages/refusals/refusal.js';
import { pointer, renderViolation, violation } from '../../messages/refusals/violation.js';
import { DeclarationsReader } from '../reading/declarations.query.js';
import { receiptsNotYours } from '../domain/receipt-authority.js';
import { receiptsOfClosedMarkets } from './broker-receipts.query.js';
import type { ParkedReceiptsQuery } from './receipts.dto.js';
import { type ReceiptResponse, ReceiptsReader } from './receipts.query.js';
import type { ReceiptResult } from './receipt-results.js';
import { namedOf, type ReceiptInput, ReceiptWriter } from './receipt-writer.js';

/** What customs says of declarations, as the API appends and shows it. Each call is one transaction. */
@Injectable()
export class ReceiptsService {
  constructor(
    private readonly database: Database,
    private readonly receiptWriter: ReceiptWriter,
    private readonly receiptsReader: ReceiptsReader,
    private readonly declarationsReader: DeclarationsReader,
  ) {}

  /** Appends receipts; one result a receipt, in order. A firm's are about its own declarations, whatever they name. */
  append(actor: Actor, receipts: readonly ReceiptInput[], language: Language) {
    return this.database.transaction(actor, async (tx) => {
      const results = await this.appendIn(tx, receipts);
      return {
        results: results.map(({ findings, ...result }) => ({
          ...result,
          ...(findings ? { findings: findings.map((finding) => renderViolation(finding, language)) } : {}),
        })),
      };
    });
  }

  /** The same inside a transaction of the caller: files do it chunk by chunk. */
  async appendIn(tx: Tx, receipts: readonly ReceiptInput[]): Promise<ReceiptResult[]> {
    refuseNameless(receipts);
    const firm = tx.actor.role === 'broker' ? tx.actor.organisationId : null;
    if (firm === null) return this.receiptWriter.append(tx, receipts);
    assertNoErrors(receiptsNotYours(receipts, firm), 'forbidden');
    const own = receipts.map((each) => ({ ...each, broker: firm }));
    assertNoErrors(await receiptsOfClosedMarkets(tx, own.map(namedOf)), 'forbidden');
    return this.receiptWriter.append(tx, own);
  }

  /** The receipts of a declaration; one the actor may not see is refused like one that is not there. */
  ofDeclaration(actor: Actor, id: string, query: PageQuery, language: Language): Promise<Page<ReceiptResponse>> {
    return this.database.transaction(actor, async (tx) => {
      await this.declarationsReader.mustSee(tx, id);
      return this.receiptsReader.ofDeclaration(tx, id, query, language);
    });
  }

  parked(actor: Actor, query: ParkedReceiptsQuery, language: Language): Promise<Page<ReceiptResponse>> {
    return this.database.transaction(actor, (tx) => this.receiptsReader.parked(tx, query, language));
  }
}

/** A receipt that names nothing could never be assigned, not even by a person: the sender's fault, refused with its pointer. */
function refuseNameless(receipts: readonly ReceiptInput[]): void {
  const nameless = receipts.flatMap(({ declarationId, entryId, reference }, index) =>
    (declarationId ?? entryId ?? reference) === undefined
      ? [violation('receipt-target-missing', pointer('receipts', index))]
      : [],
  );
  if (nameless.length > 0) throw refuse('malformed', 'receipt-target-missing', {}, nameless);
}
