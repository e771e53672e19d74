import { Injectable } from '@nestjs/common';
import { recordChanges } from '../../domain-events/record-events.js';
import { recordAudits } from '../../audit/audit.js';
import { keepPlans } from '../../platform/database/prepared-statements.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { newId } from '../../vocabulary/id.js';
import { instantText } from '../../vocabulary/period.js';
import { refuse } from '../../messages/refusals/refusal.js';
import { pointer, violation } from '../../messages/refusals/violation.js';
import type { CodeMeaning } from '../domain/receipt-codes.js';
import type { ParkedReason } from '../domain/status/parked-reasons.js';
import { isNumberBreach } from '../domain/status/entry-number.js';
import { judgeOfNumbers, type NewNumber } from './entry-numbers.query.js';
import { ParkedReceipts } from './parked-receipts.js';
import { loadMeanings } from './receipt-meanings.js';
import { addOffices } from '../status/receipt-moves.repository.js';
import { type Named, type NoTarget, type ReceiptTarget, receiptTargetOf } from './receipt-targets.js';
import {
  addNumbers,
  appendReceipts,
  findTargets,
  knownFacts,
  lockStatuses,
  officeOfFirm,
  type ReceiptRecord,
  storedReceipts,
  unassignedFacts,
} from './receipts.repository.js';
import { effectsOf } from './receipt-effects.js';
import { factsOf, type ReceiptResult, resultsOf } from './receipt-results.js';
import { entryName, holdNames, referenceName } from '../store/reference-locks.js';
import { StatusProjector } from '../status/status-projector.js';

/** A receipt as a channel sends it. `entryId` beside another name is a customs number that customs has given. */
export interface ReceiptInput {
  readonly channel: string;
  readonly code: string;
  readonly eventTime: string;
  readonly text?: string | undefined;
  readonly declarationId?: string | undefined;
  readonly entryId?: string | undefined;
  readonly reference?: string | undefined;
  /** The firm meant, where several firms have a declaration of that reference. */
  readonly broker?: string | undefined;
  /** An amendment that was decided orders this cancellation. No sender can say so. */
  readonly byAmendment?: true;
}

export type { ReceiptResult } from './receipt-results.js';

type Incoming = Named &
  Omit<ReceiptInput, keyof Named | 'broker' | 'byAmendment'> & { readonly id: string; readonly byAmendment: boolean };
type Meant = ReceiptTarget | NoTarget;

/** How far a channel's clock may be ahead of ours. */
const AHEAD_MAX_MS = 5 * 60_000;

/** Stores what customs says as it came, once; the status of declarations follows. */
@Injectable()
export class ReceiptWriter {
  constructor(
    private readonly clock: Clock,
    private readonly parked: ParkedReceipts,
    private readonly statusProjector: StatusProjector,
  ) {}

  /**
   * Appends receipts and refreshes the status of the declarations they are about, set-wise, one result a receipt, in order. Replays and any
   * order of arrival end in the same state. Refuses (422, nothing is stored) an event more than five minutes ahead.
   */
  async append(tx: Tx, receipts: readonly ReceiptInput[]): Promise<ReceiptResult[]> {
    this.refuseFuture(receipts);
    await keepPlans(tx);
    const incoming = receipts.map(incomingOf);
    const meant = await this.findMeant(tx, incoming);
    const found = [...meant.values()].filter((each) => typeof each !== 'string');
    const statuses = await lockStatuses(tx, [...new Set(found.map(({ id }) => id))]);
    const meaningOf = await loadMeanings(tx);
    const destinations = incoming.map((each) => destinationOf(meant.get(each.id), statuses));
    const office = await officeOfSender(tx, destinations);
    const breachOf = await judgeOfNumbers(
      tx,
      incoming.flatMap((each, index) => newNumbers(each, destinations[index])),
    );
    const records = incoming.map((each, index) => {
      const destination = destinations[index] ?? NOWHERE;
      const [number] = newNumbers(each, destination);
      const breach = number ? breachOf(number) : null;
      const where = breach === null ? destination : { ...destination, reason: breach };
      return this.record(tx, each, { ...where, office: destination.office ?? office }, meaningOf(each));
    });
    const { factOf, inserted } = await this.insertFacts(tx, records);
    const settled = await this.parked.assignWaiting(tx, candidatesOf(found, records, statuses));
    const projections = await this.statusProjector.project(tx, submitted(statuses));
    const refused = new Map(projections.flatMap((each) => [...each.refused]));
    const judged = records.map((record) => ({
      ...record,
      parkedReason: refused.get(record.id) ?? record.parkedReason,
    }));
    const fresh = judged.filter(({ id }) => inserted.has(id));
    await this.recordAuditEvents(tx, fresh);
    await this.statusProjector.write(tx, projections);
    const effects = await effectsOf(
      projections,
      fresh.map(({ id }) => id),
      new Set(settled.map(({ id }) => id)),
    );
    const facts = [...factOf.values(), ...settled.flatMap(({ twinOf }) => twinOf ?? [])];
    const stored = await storedReceipts(
      tx,
      [...new Set(facts)].filter((id) => !inserted.has(id)),
    );
    const ends = settled.map((each) => ({ ...each, parkedReason: refused.get(each.id) ?? each.parkedReason }));
    return resultsOf(judged, { factOf, inserted, settled: ends, effects, stored });
  }

  /** Inserts each fact once, by the first naming of it; returns the row of each record's fact, and which rows are new. */
  private async insertFacts(tx: Tx, records: readonly ReceiptRecord[]) {
    const assigned = records.flatMap(({ declarationId }) => declarationId ?? []);
    const known = await knownFacts(tx, [...new Set(assigned)]);
    const unassigned = await unassignedFacts(
      tx,
      records.filter(({ declarationId }) => declarationId === null),
    );
    const factOf = factsOf(records, known, unassigned);
    const [numbers, offices] = [known.addedNumbers, unassigned.addedOffices];
    const fresh = records
      .filter(({ id }) => factOf.get(id) === id)
      .map((record) => ({
        ...record,
        addedEntryId: numbers.get(record.id) ?? null,
        customsOffice: offices.get(record.id) ?? record.customsOffice,
      }));
    const inserted = await appendReceipts(tx, fresh);
    const isThere = ([id]: readonly [string, string]): boolean => !inserted.has(id);
    await addNumbers(tx, new Map([...numbers].filter(isThere)));
    await addOffices(tx, this.clock.now().toISOString(), new Map([...offices].filter(isThere)));
    return { factOf, inserted };
  }

  private refuseFuture(receipts: readonly ReceiptInput[]): void {
    const latest = instantText(new Date(this.clock.now().getTime() + AHEAD_MAX_MS));
    const ahead = receipts.flatMap(({ eventTime }, index) => {
      const params = { value: eventTime, now: this.clock.now().toISOString() };
      return instantText(eventTime) > latest
        ? [violation('event-time-in-future', pointer('receipts', index, 'eventTime'), params)]
        : [];
    });
    if (ahead.length > 0) throw refuse('rule-broken', 'event-time-in-future', ahead[0]?.params, ahead);
  }

  /**
   * The declaration each receipt means. What was not found is looked up again under the lock of its name: a submission that
   * has committed meanwhile would otherwise leave the receipt parked.
   */
  private async findMeant(tx: Tx, incoming: readonly Incoming[]): Promise<Map<string, Meant>> {
    const targets = await findTargets(tx, incoming);
    const meant = new Map(incoming.map((each) => [each.id, receiptTargetOf(each, targets)]));
    const missing = incoming.filter(({ id }) => typeof meant.get(id) === 'string');
    const numbers = incoming.flatMap(({ entryId }) => (entryId === null ? [] : [entryName(entryId)]));
    await holdNames(tx, numbers, missing.map(nameOf));
    if (missing.length === 0) return meant;
    const second = await findTargets(tx, missing);
    for (const each of missing) meant.set(each.id, receiptTargetOf(each, second));
    return meant;
  }

  private record(tx: Tx, incoming: Incoming, destination: Destination, meaning: CodeMeaning | null): ReceiptRecord {
    const { id, channel, code, text, eventTime, declarationId, entryId, reference, brokerId } = incoming;
    const { target, reason, office } = destination;
    return {
      ...{ id, channel, code, text: text ?? null, eventTime },
      receivedAt: this.clock.now().toISOString(),
      givenDeclarationId: declarationId,
      givenEntryId: entryId,
      givenReference: reference,
      givenBrokerId: brokerId,
      addedEntryId: null,
      actorName: tx.actor.name,
      customsOffice: target?.customsOffice ?? office,
      declarationId: target?.id ?? null,
      brokerId: target?.brokerId ?? null,
      meaning: target && reason === null ? meaning : null,
      parkedReason: reason ?? (meaning === null ? 'code-unknown' : null),
      unconditional: incoming.byAmendment,
      toldBy: tx.actor.role,
    };
  }

  private async recordAuditEvents(tx: Tx, records: readonly ReceiptRecord[]): Promise<void> {
    const parked = records.filter(({ parkedReason }) => parkedReason !== null);
    const changes = parked.map(({ id: subjectId, brokerId, customsOffice }) => ({
      ...{ type: 'receipt.parked' as const, subjectId, owner: { brokerId, customsOffice, market: null } },
    }));
    await recordChanges(tx, this.clock, changes);
    await recordAudits(
      tx,
      this.clock,
      records.map(({ id, declarationId, channel, code, eventTime, parkedReason }) => ({
        action: parkedReason === null ? 'receipt.applied' : 'receipt.parked',
        subjectType: declarationId === null ? 'receipt' : 'declaration',
        subjectId: declarationId ?? id,
        detail: { receipt: id, channel, code, eventTime, ...(parkedReason === null ? {} : { reason: parkedReason }) },
      })),
    );
  }
}

/** Where a receipt goes: to a declaration, or among the parked ones with the reason. */
interface Destination {
  readonly target: ReceiptTarget | null;
  readonly reason: ParkedReason | null;
  /** Of the declaration or draft that is meant; null where none is. */
  readonly office: string | null;
}

const NOWHERE: Destination = { target: null, reason: 'target-unknown', office: null };

/**
 * Where a receipt that means no declaration belongs: to the office it came in at. A firm belongs to none: its receipts are for the
 * office of the draft they mean, else for that of its newest declaration.
 */
async function officeOfSender(tx: Tx, destinations: readonly Destination[]): Promise<string | null> {
  const { role, office, organisationId } = tx.actor;
  if (role !== 'broker' || organisationId === null || destinations.every(({ target }) => target !== null))
    return office;
  return officeOfFirm(tx, organisationId);
}

/** The customs number that a receipt brings to a declaration that has not had it, if it does. */
function newNumbers({ entryId }: Incoming, destination: Destination | undefined): NewNumber[] {
  const target = destination?.target;
  if (!target || entryId === null || target.entryIds.includes(entryId)) return [];
  return [{ declarationId: target.id, number: entryId }];
}

function destinationOf(meant: Meant | undefined, statuses: ReadonlyMap<string, string>): Destination {
  if (meant === undefined || typeof meant === 'string') return { ...NOWHERE, reason: meant ?? 'target-unknown' };
  const status = statuses.get(meant.id);
  if (status === undefined) return NOWHERE;
  const office = meant.customsOffice;
  return status === 'draft'
    ? { target: null, reason: 'not-submitted', office }
    : { target: meant, reason: null, office };
}

function incomingOf(input: ReceiptInput): Incoming {
  const { channel, code, text, eventTime, byAmendment = false } = input;
  return {
    id: newId(),
    ...{ channel, code, text, byAmendment },
    ...namedOf(input),
    // One text for one instant: 08:00+08:00 and 00:00Z must be the same receipt.
    eventTime: instantText(eventTime),
  };
}

/** What a receipt names its declaration by, in the form in which names are compared. */
export const namedOf = ({ declarationId, entryId, reference, broker }: ReceiptInput): Named => ({
  declarationId: declarationId?.toLowerCase() ?? null,
  entryId: entryId ?? null,
  reference: reference ?? null,
  brokerId: broker?.toLowerCase() ?? null,
});

const nameOf = ({ reference, entryId, declarationId }: Named): string =>
  reference === null ? entryName(entryId ?? declarationId ?? '') : referenceName(reference);

const submitted = (statuses: ReadonlyMap<string, string>): string[] =>
  [...statuses].filter(([, status]) => status !== 'draft').map(([id]) => id);

/** The declarations of this batch with the customs numbers they have now, for receipts that were waiting for those. */
function candidatesOf(
  found: readonly ReceiptTarget[],
  records: readonly ReceiptRecord[],
  statuses: ReadonlyMap<string, string>,
) {
  const numbers = new Map<string, string[]>();
  for (const { declarationId, givenEntryId, parkedReason } of records) {
    if (declarationId === null || givenEntryId === null || isNumberBreach(parkedReason)) continue;
    numbers.set(declarationId, [...(numbers.get(declarationId) ?? []), givenEntryId]);
  }
  const submittedOnes = new Map(
    found.filter(({ id }) => (statuses.get(id) ?? 'draft') !== 'draft').map((each) => [each.id, each]),
  );
  return [...submittedOnes.values()].map((target) => ({
    ...target,
    entryIds: [...new Set([...target.entryIds, ...(numbers.get(target.id) ?? [])])],
  }));
}
