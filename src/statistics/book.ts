import type { Tx } from '../platform/database/tx.js';
import type { Clock } from '../vocabulary/clock.js';
import { newId } from '../vocabulary/id.js';
import { businessDayOf, weekOf } from '../vocabulary/period.js';
import type { Booking } from './domain/booking.js';
import { difference } from './domain/difference.js';
import { desiredFacts, type FactContent, reversed } from './domain/facts.js';
import { settlementWeekOf } from './domain/settlement-week.js';
import { type Account, appendEntries, type Entry, readAccounts } from './export-fact.repository.js';
import { type HeldWeeks, holdWeeks } from './settlement-weeks.js';

export type { Booking, BookingItem, Cause } from './domain/booking.js';

/** An entry that does not know its week yet; `week` is the one it would belong to if that is open. */
type Draft = Omit<Entry, 'settlementWeek'> & { readonly week: string };

/**
 * Brings the book to what is wished, in the caller's transaction: facts that no longer hold are reversed, new ones are
 * booked, equal ones stay. Asking twice appends nothing. Four statements at most, for any number of declarations.
 *
 * The caller holds the lock of each declaration's row; should two ever book one declaration at once, a unique key
 * refuses the second (409). Of several wishes for one declaration the last counts.
 * A fact belongs to the settlement week of its day, or the later one from which it holds; once that is closed, to the first
 * open week from the present one.
 * Returns the number of entries appended.
 */
export async function book(tx: Tx, clock: Clock, requests: readonly Booking[]): Promise<number> {
  const wishes = [...new Map(requests.map((request) => [request.declarationId, request])).values()];
  if (wishes.length === 0) return 0;
  const accounts = await readAccounts(
    tx,
    wishes.map((wish) => wish.declarationId),
  );
  const now = clock.now().toISOString();
  const drafts = wishes.flatMap((wish) => draftsOf(wish, accounts.get(wish.declarationId) ?? EMPTY, now));
  if (drafts.length === 0) return 0;
  const present = weekOf(clock.today());
  const held = await holdWeeks(tx, drafts, present);
  await appendEntries(
    tx,
    drafts.map((draft) => settled(draft, present, held)),
  );
  return drafts.length;
}

const EMPTY: Account = { standing: [], entries: 0, lastBookedAt: '' };

function draftsOf(wish: Booking, account: Account, now: string): Draft[] {
  const { declarationId, version, cause } = wish;
  // Two processes may disagree about the time by a little: a reversal must never be older than what it takes back.
  const bookedAt = account.lastBookedAt > now ? account.lastBookedAt : now;
  let entryNumber = account.entries;
  const common = (content: FactContent) => {
    entryNumber += 1;
    const effectiveAt = wish.effectiveAt ?? null;
    return { ...content, id: newId(), declarationId, version, cause, bookedAt, entryNumber, effectiveAt };
  };
  // What holds from a later week on is no part of an earlier one, also while that is open.
  const since = wish.effectiveAt ? weekOf(businessDayOf(wish.effectiveAt)) : '';
  const notBefore = (week: string): string => (week > since ? week : since);
  const { reverse, book: fresh } = difference(account.standing, desiredFacts(wish));
  return [
    ...reverse.map(({ id, settlementWeek, ...content }) => ({
      ...common(reversed(content)),
      entry: 'reverse' as const,
      reverses: id,
      week: notBefore(settlementWeek),
    })),
    ...fresh.map((content) => ({
      ...common(content),
      entry: 'book' as const,
      reverses: null,
      week: notBefore(weekOf(content.statDay)),
    })),
  ];
}

function settled({ week, ...entry }: Draft, present: string, held: HeldWeeks): Entry {
  return { ...entry, settlementWeek: settlementWeekOf(week, present, held.get(entry.market) ?? new Map()) };
}
