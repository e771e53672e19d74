import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { isCurrency } from '../vocabulary/currency.js';
import { dec } from '../vocabulary/decimal.js';
import { isId, newId } from '../vocabulary/id.js';
import { refuse } from '../vocabulary/refusal.js';
import { hasErrors, violation, type Violation } from '../vocabulary/violation.js';
import { ANOTHER_FIRM, comparable } from './domain/second-use.js';
import type { ExemptionFilingBody, FxReceiptBody } from './filings.dto.js';
import { heldUses, lockNumbers, takeBankReference } from './single-uses.repository.js';

/** What a firm does after the export: files for the VAT exemption, and receives the money. Facts for the monthly follow-up. */
@Injectable()
export class Filings {
  constructor(private readonly clock: Clock) {}

  /** Records the VAT-exemption filing of a declaration. Told again it is the same one; another filing is a conflict (409). */
  async fileExemption(tx: Tx, declarationId: string, body: ExemptionFilingBody) {
    await this.holdSubmitted(tx, declarationId);
    refuseBroken(this.notAhead('/filedOn', body.filedOn));
    const { filedOn, taxReference } = body;
    const recorded = { declarationId, filedOn, taxReference, recordedAt: this.clock.now().toISOString() };
    const inserted = await tx.run(
      `INSERT INTO exemption_filing (declaration_id, broker_id, filed_on, tax_reference, recorded_at)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [declarationId, tx.actor.organisationId, filedOn, taxReference, recorded.recordedAt],
    );
    if (inserted === 1) {
      await this.remember(tx, 'exemption-filing.recorded', declarationId, { filedOn, taxReference });
      return recorded;
    }
    const first = await tx.one<typeof recorded>(
      `SELECT declaration_id AS "declarationId", filed_on AS "filedOn", tax_reference AS "taxReference", recorded_at AS "recordedAt"
       FROM exemption_filing WHERE declaration_id = $1`,
      [declarationId],
    );
    if (first?.filedOn === filedOn && first.taxReference === taxReference) return first;
    throw taken('/taxReference', taxReference, declarationId);
  }

  /**
   * Records money received for a declaration; told again it is the same receipt. A bank's reference counts for one live
   * declaration of all firms: used for anything else it is a conflict (409), which names the first where it is the firm's own.
   * It is free again when that one is cancelled.
   */
  async receivePayment(tx: Tx, declarationId: string, body: FxReceiptBody) {
    const status = await this.holdSubmitted(tx, declarationId);
    if (status === 'cancelled') throw refuse('conflict', 'state-forbids', { status });
    const { receivedOn, amount, currency, bankReference } = body;
    refuseBroken([
      ...this.notAhead('/receivedOn', receivedOn),
      ...(isCurrency(currency) ? [] : [violation('currency-unknown', '/currency', { value: currency })]),
      ...(dec(amount).greaterThan(0)
        ? []
        : [violation('amount-not-positive', '/amount', { field: 'amount', value: amount })]),
    ]);
    const { organisationId } = tx.actor;
    const number = comparable(bankReference);
    await lockNumbers(tx, 'bank-reference', [number]);
    const [first] = await heldUses(tx, 'bank-reference', [number], organisationId);
    if (first) {
      const known = first.declarationId === declarationId ? await sameReceipt(tx, declarationId, body) : null;
      if (known) return known;
      const told = first.reference === null ? ANOTHER_FIRM : first.declarationId;
      throw taken('/bankReference', bankReference, told);
    }
    const recorded = { id: newId(), declarationId, ...body, recordedAt: this.clock.now().toISOString() };
    await tx.run(
      `INSERT INTO fx_receipt (id, declaration_id, broker_id, received_on, amount, currency, bank_reference, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [recorded.id, declarationId, organisationId, receivedOn, amount, currency, bankReference, recorded.recordedAt],
    );
    await takeBankReference(tx, declarationId, number);
    await this.remember(tx, 'fx-receipt.recorded', declarationId, { receivedOn, amount, currency, bankReference });
    return recorded;
  }

  /** The firm's own declaration, held so that it does not move meanwhile; a draft has nothing to follow up. */
  private async holdSubmitted(tx: Tx, id: string): Promise<string> {
    const held = isId(id)
      ? await tx.one<{ status: string }>('SELECT status FROM declaration WHERE id = $1 AND broker_id = $2 FOR UPDATE', [
          id,
          tx.actor.organisationId,
        ])
      : null;
    if (!held) throw refuse('not-found', 'not-found');
    if (held.status === 'draft') throw refuse('conflict', 'state-forbids', { status: held.status });
    return held.status;
  }

  private notAhead(place: string, day: string): Violation[] {
    const today = this.clock.today();
    return day > today ? [violation('event-time-in-future', place, { value: day, now: today })] : [];
  }

  private remember(tx: Tx, action: string, declarationId: string, detail: Record<string, unknown>): Promise<void> {
    return recordAudit(tx, this.clock, { action, subjectType: 'declaration', subjectId: declarationId, detail });
  }
}

/** The receipt as it was recorded, where it says the same. */
function sameReceipt(tx: Tx, declarationId: string, body: FxReceiptBody) {
  const { receivedOn, amount, currency, bankReference } = body;
  return tx.one<FxReceiptBody & { id: string; declarationId: string; recordedAt: string }>(
    `SELECT id, declaration_id AS "declarationId", received_on AS "receivedOn", amount, currency,
       bank_reference AS "bankReference", recorded_at AS "recordedAt"
     FROM fx_receipt WHERE declaration_id = $1 AND received_on = $2 AND amount = $3 AND currency = $4 AND bank_reference = $5`,
    [declarationId, receivedOn, amount, currency, bankReference],
  );
}

function refuseBroken(findings: readonly Violation[]): void {
  const [first] = findings;
  if (first && hasErrors(findings)) throw refuse('rule-broken', first.code, first.params, findings);
}

function taken(place: string, reference: string, first: string) {
  const params = { reference, first };
  return refuse('conflict', 'reference-taken', params, [violation('reference-taken', place, params)]);
}
