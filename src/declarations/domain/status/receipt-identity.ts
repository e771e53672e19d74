import { isEntryId } from '../../../vocabulary/identifiers/entry-id.js';
import type { Instant } from '../../../vocabulary/period.js';
import { isNumberBreach } from './entry-number.js';
import type { ParkedReason } from './parked-reasons.js';
import { referenceKey } from '../../../vocabulary/text.js';

/** What a receipt says, whatever it names its declaration by. */
export interface Said {
  readonly channel: string;
  readonly code: string;
  readonly eventTime: Instant;
  /** A customs number that came along, as a name or beside one; a number of a wrong shape is none. */
  readonly entryId: string | null;
  /** Why it is parked, or was when somebody dismissed it. */
  readonly parkedReason?: ParkedReason | null;
}

/** A receipt that a declaration has. */
export interface KnownFact {
  readonly id: string;
  readonly declarationId: string;
  /** Its customs number, by whichever naming it came. */
  readonly number: string | null;
}

export const numberOf = (entryId: string | null): string | null =>
  entryId !== null && isEntryId(entryId) ? entryId : null;

/**
 * The receipts of declarations as facts. One that says the same of the same declaration is the same fact, under whatever name
 * it comes. A customs number that only one of the namings carries belongs to the fact; two different numbers are two facts,
 * since one of them is wrong and a person must see both. The facts that remain are the same in any order of arrival.
 */
export class KnownFacts {
  private readonly facts = new Map<string, KnownFact[]>();
  private readonly added = new Map<string, string>();

  /** The fact that this receipt repeats. */
  find(declarationId: string, said: Said): KnownFact | undefined {
    const known = this.facts.get(keyOf(declarationId, said)) ?? [];
    const number = numberOf(said.entryId);
    if (number === null) return known[0];
    return known.find((each) => each.number === number) ?? known.find((each) => each.number === null);
  }

  keep(id: string, declarationId: string, said: Said): void {
    this.set(keyOf(declarationId, said), { id, declarationId, number: numberOf(said.entryId) });
  }

  /** Adds the customs number of another naming to a fact that has none. */
  addNumber(fact: KnownFact, said: Said): void {
    const number = numberOf(said.entryId);
    if (number === null || fact.number !== null) return;
    this.added.set(fact.id, number);
    this.set(keyOf(fact.declarationId, said), { ...fact, number });
  }

  /** The customs numbers that were added, by the id of the receipt. */
  get addedNumbers(): ReadonlyMap<string, string> {
    return this.added;
  }

  private set(key: string, fact: KnownFact): void {
    const rest = (this.facts.get(key) ?? []).filter(({ id }) => id !== fact.id);
    this.facts.set(key, [...rest, fact]);
  }
}

/** What brings a number that cannot be the declaration's says something else than the same without it: it must not stand for that. */
const keyOf = (declarationId: string, { channel, code, eventTime, entryId, parkedReason = null }: Said): string =>
  JSON.stringify([declarationId, channel, code, eventTime, ...(isNumberBreach(parkedReason) ? [entryId] : [])]);

/** A receipt without a declaration: its names and the office it came in at belong to what it says. */
export interface UnassignedReceipt {
  readonly id: string;
  readonly channel: string;
  readonly code: string;
  readonly eventTime: Instant;
  readonly givenDeclarationId: string | null;
  readonly givenReference: string | null;
  readonly givenEntryId: string | null;
  readonly givenBrokerId: string | null;
  /** Null for a sender that belongs to no office. */
  readonly customsOffice: string | null;
}

/**
 * Receipts without a declaration as facts. What another office sends is another fact; a sender without an office repeats what
 * an office has sent, and the other way round, and then the office is known.
 */
export class UnassignedFacts {
  private readonly facts = new Map<string, { readonly id: string; readonly office: string | null }[]>();
  private readonly offices = new Map<string, string>();

  keep(receipt: UnassignedReceipt): void {
    const { id, customsOffice: office } = receipt;
    const key = namesOf(receipt);
    this.facts.set(key, [...(this.facts.get(key) ?? []), { id, office }]);
  }

  /** The row that holds the fact of this receipt: one that is there, or its own. */
  rowOf(receipt: UnassignedReceipt): string {
    const { id, customsOffice: office } = receipt;
    const key = namesOf(receipt);
    const known = this.facts.get(key) ?? [];
    const same =
      office === null
        ? known[0]
        : (known.find((each) => each.office === office) ?? known.find((each) => each.office === null));
    if (!same) {
      this.keep(receipt);
      return id;
    }
    if (same.office === null && office !== null) {
      this.offices.set(same.id, office);
      this.facts.set(key, [...known.filter((each) => each !== same), { id: same.id, office }]);
    }
    return same.id;
  }

  /** The offices that became known, by the id of the receipt. */
  get addedOffices(): ReadonlyMap<string, string> {
    return this.offices;
  }
}

const namesOf = ({ channel, code, eventTime, ...names }: UnassignedReceipt): string => {
  const { givenDeclarationId, givenReference, givenEntryId, givenBrokerId } = names;
  const reference = givenReference === null ? null : referenceKey(givenReference);
  return JSON.stringify([channel, code, eventTime, givenDeclarationId, reference, givenEntryId, givenBrokerId]);
};
