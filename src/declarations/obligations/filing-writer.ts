import { Injectable } from '@nestjs/common';
import { recordAudits } from '../../audit/audit.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { isCurrency } from '../../vocabulary/currency.js';
import { dec } from '../../vocabulary/decimal.js';
import { isId, newId } from '../../vocabulary/id.js';
import { businessDayOf, type Instant } from '../../vocabulary/period.js';
import { assertNoErrors, refuse, refuseAt } from '../../messages/refusals/refusal.js';
import { violation, type Violation } from '../../messages/refusals/violation.js';
import { ANOTHER_FIRM, comparable, type Reservation } from '../domain/conflicts/trade-record-reservation.js';
import type { ExemptionFilingBody, FxReceiptBody } from './filings.dto.js';
import { noteObligations } from '../status/obligations.repository.js';
import { fxTolerances, paymentValues, type SubmittedDeclaration } from './payment-values.query.js';
import { NextSteps } from '../status/next-steps.service.js';
import { heldReservations, lockNumbers, reserveBankReferences } from '../store/reservations.repository.js';

/** What a firm reports of a declaration. */
export type Exemption = ExemptionFilingBody & { readonly declarationId: string };
export type Payment = FxReceiptBody & { readonly declarationId: string };

export type RecordedExemption = Exemption & { readonly recordedAt: Instant };

export interface RecordedPayment extends Payment {
  readonly id: string;
  readonly recordedAt: Instant;
  /** What it counts towards the declared value; null for one recorded before payments were valued. */
  readonly valueUsd: string | null;
}

/** The only writer of what a firm does after the export: exemption filings and payments, the facts of the monthly follow-up. */
@Injectable()
export class FilingWriter {
  constructor(
    private readonly clock: Clock,
    private readonly nextSteps: NextSteps,
  ) {}

  /** Records VAT-exemption filings of the actor's firm, in a handful of statements: all are recorded or none. */
  async fileExemptions(tx: Tx, filings: readonly Exemption[]): Promise<RecordedExemption[]> {
    if (filings.length === 0) return [];
    const held = await this.holdSubmitted(tx, filings);
    assertNoErrors(filings.flatMap(({ filedOn }) => this.notAhead('/filedOn', filedOn)));
    const known = await exemptionsOf(tx, filings);
    const closedOn = new Map(held.map(({ id, closedAt }) => [id, closedAt && businessDayOf(closedAt)]));
    const counts = ({ declarationId, filedOn }: Exemption) => filedOn >= (closedOn.get(declarationId) ?? '');
    const fresh = [...new Map(filings.map((filing) => [filing.declarationId, filing])).values()].filter(
      (filing) => !known.some((one) => isSameFiling(one, filing)),
    );
    assertNoErrors(
      fresh
        .filter((filing) => !counts(filing))
        .map((filing) => beforeClosing(filing, closedOn.get(filing.declarationId))),
    );
    const counted = new Set(known.filter(counts).map(({ declarationId }) => declarationId));
    const toInsert = fresh.filter(({ declarationId }) => !counted.has(declarationId));
    await insertExemptions(tx, toInsert, this.clock.now().toISOString());
    await this.note(tx, toInsert);
    await this.recordAuditsOf(tx, 'exemption-filing.recorded', toInsert);
    const stored = await exemptionsOf(tx, filings);
    return filings.map((filing) => {
      const recorded = stored.find((one) => isSameFiling(one, filing));
      if (recorded) return recorded;
      throw referenceTaken('/taxReference', filing.taxReference, filing.declarationId);
    });
  }

  /** Records payments of the actor's firm, in a handful of statements: all are recorded or none. */
  async receivePayments(tx: Tx, payments: readonly Payment[]): Promise<RecordedPayment[]> {
    if (payments.length === 0) return [];
    const submitted = await this.holdSubmitted(tx, payments);
    if (submitted.some(({ status }) => status === 'cancelled')) {
      throw refuse('conflict', 'state-forbids', { status: 'cancelled' });
    }
    assertNoErrors(payments.flatMap((payment) => this.breachesOf(payment)));
    const valueOf = await paymentValues(tx, submitted, payments);
    const numbers = payments.map(({ bankReference }) => comparable(bankReference));
    await lockNumbers(tx, 'bank-reference', numbers);
    const held = await heldReservations(tx, 'bank-reference', numbers, tx.actor.organisationId);
    const recordedAt = this.clock.now().toISOString();
    const valued = payments.map((payment) => ({ ...payment, valueUsd: valueOf(payment) }));
    const recorded = toRecordedPayments(valued, held, await paymentsBehind(tx, held), recordedAt);
    const known = new Set(held.map(({ number }) => number));
    const fresh = [...new Set(recorded)].filter(({ bankReference }) => !known.has(comparable(bankReference)));
    await insertPayments(tx, fresh, submitted);
    await this.note(tx, fresh);
    await this.recordAuditsOf(
      tx,
      'fx-receipt.recorded',
      fresh.map(({ id: _id, recordedAt: _at, valueUsd: _value, ...payment }) => payment),
    );
    return recorded;
  }

  /** What is served is no next step any more. */
  private async note(tx: Tx, facts: readonly { declarationId: string }[]): Promise<void> {
    if ((await noteObligations(tx, idsOf(facts))) > 0) await this.nextSteps.refresh(tx, idsOf(facts));
  }

  /** Locks the firm's own declarations, so that their status cannot change meanwhile; a draft has nothing to follow up. */
  private async holdSubmitted(tx: Tx, wanted: readonly { declarationId: string }[]): Promise<SubmittedDeclaration[]> {
    const ids = idsOf(wanted);
    const held = await tx.rows<SubmittedDeclaration>(
      `SELECT id, status, market, closed_at AS "closedAt", currency, total_declared AS declared, total_usd AS usd,
         total_cny AS cny, valuation ->> 'month' AS month
       FROM declaration WHERE id = ANY ($1::uuid[]) AND broker_id = $2 ORDER BY id FOR UPDATE`,
      [ids.filter(isId), tx.actor.organisationId],
    );
    if (held.length < ids.length) throw refuse('not-found', 'not-found');
    if (held.some(({ status }) => status === 'draft')) throw refuse('conflict', 'state-forbids', { status: 'draft' });
    return held;
  }

  private breachesOf({ receivedOn, currency, amount }: Payment): Violation[] {
    return [
      ...this.notAhead('/receivedOn', receivedOn),
      ...(isCurrency(currency) ? [] : [violation('currency-unknown', '/currency', { value: currency })]),
      ...(dec(amount).greaterThan(0)
        ? []
        : [violation('amount-not-positive', '/amount', { field: 'amount', value: amount })]),
    ];
  }

  private notAhead(place: string, day: string): Violation[] {
    const today = this.clock.today();
    return day > today ? [violation('event-time-in-future', place, { value: day, now: today })] : [];
  }

  private recordAuditsOf(tx: Tx, action: string, facts: readonly { declarationId: string }[]): Promise<void> {
    return recordAudits(
      tx,
      this.clock,
      facts.map(({ declarationId: subjectId, ...detail }) => ({
        action,
        subjectType: 'declaration',
        subjectId,
        detail,
      })),
    );
  }
}

const idsOf = (facts: readonly { declarationId: string }[]): string[] => [
  ...new Set(facts.map(({ declarationId }) => declarationId)),
];

/** The payments behind these reservations, as far as they are the firm's own. */
async function paymentsBehind(tx: Tx, held: readonly Reservation[]): Promise<RecordedPayment[]> {
  if (held.length === 0) return [];
  const rows = await tx.rows<RecordedPayment>(
    `SELECT id, declaration_id AS "declarationId", received_on AS "receivedOn", amount, currency,
       bank_reference AS "bankReference", value_usd AS "valueUsd", recorded_at AS "recordedAt"
     FROM fx_receipt WHERE declaration_id = ANY ($1::uuid[])`,
    [held.map(({ declarationId }) => declarationId)],
  );
  const user = new Map(held.map(({ number, declarationId }) => [number, declarationId]));
  return rows.filter(({ bankReference, declarationId }) => user.get(comparable(bankReference)) === declarationId);
}

/** Each payment as it is, or is going to be, recorded: once under its bank reference, which may name nothing else. */
function toRecordedPayments(
  payments: readonly Omit<RecordedPayment, 'id' | 'recordedAt'>[],
  held: readonly Reservation[],
  before: readonly RecordedPayment[],
  recordedAt: Instant,
): RecordedPayment[] {
  const user = new Map(
    held.map(({ number, declarationId, reference }) => [number, reference === null ? ANOTHER_FIRM : declarationId]),
  );
  const known = new Map(before.map((receipt) => [comparable(receipt.bankReference), receipt]));
  return payments.map((payment) => {
    const number = comparable(payment.bankReference);
    const first = known.get(number);
    if (first && isSame(first, payment)) return first;
    const other = first?.declarationId ?? user.get(number);
    if (other !== undefined) throw referenceTaken('/bankReference', payment.bankReference, other);
    const recorded = { id: newId(), ...payment, recordedAt };
    known.set(number, recorded);
    return recorded;
  });
}

const isSame = (one: Payment, other: Payment): boolean =>
  one.declarationId === other.declarationId &&
  one.receivedOn === other.receivedOn &&
  dec(one.amount).equals(dec(other.amount)) &&
  one.currency === other.currency &&
  one.bankReference === other.bankReference;

/** The receipts with their bank references, which are locked and free, and the tolerance that their markets have now. */
async function insertPayments(
  tx: Tx,
  receipts: readonly RecordedPayment[],
  submitted: readonly SubmittedDeclaration[],
): Promise<void> {
  if (receipts.length === 0) return;
  const tolerances = await fxTolerances(tx, submitted);
  const rows = receipts.map((receipt) => ({ ...receipt, tolerance: tolerances.get(receipt.declarationId) }));
  await tx.run(
    `INSERT INTO fx_receipt (id, declaration_id, broker_id, received_on, amount, currency, bank_reference, recorded_at,
       value_usd, tolerance_percent)
     SELECT id, "declarationId", $2::uuid, "receivedOn", amount, currency, "bankReference", "recordedAt", "valueUsd", tolerance
     FROM jsonb_to_recordset($1::jsonb) AS p (id uuid, "declarationId" uuid, "receivedOn" date, amount numeric,
       currency text, "bankReference" text, "recordedAt" timestamptz, "valueUsd" numeric, tolerance numeric)`,
    [JSON.stringify(rows), tx.actor.organisationId],
  );
  await reserveBankReferences(
    tx,
    receipts.map(({ declarationId, bankReference }) => ({ declarationId, number: comparable(bankReference) })),
  );
}

const isSameFiling = (one: Exemption, other: Exemption): boolean =>
  one.declarationId === other.declarationId && one.filedOn === other.filedOn && one.taxReference === other.taxReference;

/** The filings recorded for these declarations. */
const exemptionsOf = (tx: Tx, wanted: readonly Exemption[]): Promise<RecordedExemption[]> =>
  tx.rows<RecordedExemption>(
    `SELECT declaration_id AS "declarationId", filed_on AS "filedOn", tax_reference AS "taxReference", recorded_at AS "recordedAt"
     FROM exemption_filing WHERE declaration_id = ANY ($1::uuid[])`,
    [idsOf(wanted)],
  );

async function insertExemptions(tx: Tx, filings: readonly Exemption[], recordedAt: Instant): Promise<void> {
  if (filings.length === 0) return;
  await tx.run(
    `INSERT INTO exemption_filing (declaration_id, broker_id, filed_on, tax_reference, recorded_at)
     SELECT "declarationId", $2::uuid, "filedOn", "taxReference", $3::timestamptz
     FROM jsonb_to_recordset($1::jsonb) AS f ("declarationId" uuid, "filedOn" date, "taxReference" text)`,
    [JSON.stringify(filings), tx.actor.organisationId, recordedAt],
  );
}

const beforeClosing = ({ filedOn }: Exemption, closedOn: string | null | undefined): Violation =>
  violation('exemption-before-closing', '/filedOn', { value: filedOn, closedOn: closedOn ?? '' });

function referenceTaken(place: string, reference: string, first: string) {
  const params = { reference, first };
  return refuseAt(place, 'conflict', 'reference-taken', params);
}
