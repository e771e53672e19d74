import type { Tx } from '../platform/database/tx.js';
import type { Clock } from '../vocabulary/clock.js';
import { newId } from '../vocabulary/id.js';
import { businessDayOf, weekOf } from '../vocabulary/period.js';
import type { DesiredPosting } from './domain/desired-posting.js';
import { postingDifference } from './domain/difference.js';
import { desiredFacts, type FactContent, reversed } from './domain/facts.js';
import { settlementWeekOf } from './domain/settlement-week.js';
import { type LedgerState, appendPostings, type Posting, readLedgerStates } from './export-fact.repository.js';
import { type HeldWeeks, holdWeeks } from './settlement-weeks.js';

export type { DesiredPosting, DesiredItem, Cause } from './domain/desired-posting.js';

/** A posting that has no settlement week yet; `week` is the one it would belong to if that is open. */
type UnplacedPosting = Omit<Posting, 'settlementWeek'> & { readonly week: string };

/**
 * Brings the export ledger to the desired postings, in the caller's transaction: facts that no longer hold are reversed, new
 * ones are posted, equal ones stay. A second call with the same appends nothing. Four statements at most, for any number of
 * declarations.
 *
 * The caller holds the lock of each declaration's row; should two transactions post one declaration at once, a unique key
 * refuses the second (409). Of several desired postings of one declaration the last counts.
 * A fact belongs to the settlement week of its day, or the later one from which it holds; once that is closed, to the first
 * open week from the present one.
 * Returns the number of postings appended.
 */
export async function postExports(tx: Tx, clock: Clock, all: readonly DesiredPosting[]): Promise<number> {
  const desired = [...new Map(all.map((each) => [each.declarationId, each])).values()];
  if (desired.length === 0) return 0;
  const states = await readLedgerStates(
    tx,
    desired.map(({ declarationId }) => declarationId),
  );
  const now = clock.now().toISOString();
  const postings = desired.flatMap((each) => postingsFor(each, states.get(each.declarationId) ?? EMPTY, now));
  if (postings.length === 0) return 0;
  const present = weekOf(clock.today());
  const held = await holdWeeks(tx, postings, present);
  await appendPostings(
    tx,
    postings.map((posting) => inSettlementWeek(posting, present, held)),
  );
  return postings.length;
}

const EMPTY: LedgerState = { current: [], postings: 0, lastPostedAt: '' };

function postingsFor(desired: DesiredPosting, state: LedgerState, now: string): UnplacedPosting[] {
  const { declarationId, version, cause } = desired;
  // Two processes may disagree about the time by a little: a reversal must never be older than what it reverses.
  const postedAt = state.lastPostedAt > now ? state.lastPostedAt : now;
  let entryNumber = state.postings;
  const common = (content: FactContent) => {
    entryNumber += 1;
    const effectiveAt = desired.effectiveAt ?? null;
    return { ...content, id: newId(), declarationId, version, cause, postedAt, entryNumber, effectiveAt };
  };
  // What holds from a later week on is no part of an earlier one, also while that is open.
  const since = desired.effectiveAt ? weekOf(businessDayOf(desired.effectiveAt)) : '';
  const notBefore = (week: string): string => (week > since ? week : since);
  const { reverse, post } = postingDifference(state.current, desiredFacts(desired));
  return [
    ...reverse.map(({ id, settlementWeek, ...content }) => ({
      ...common(reversed(content)),
      entry: 'reverse' as const,
      reverses: id,
      week: notBefore(settlementWeek),
    })),
    ...post.map((content) => ({
      ...common(content),
      entry: 'book' as const,
      reverses: null,
      week: notBefore(weekOf(content.statDay)),
    })),
  ];
}

function inSettlementWeek({ week, ...entry }: UnplacedPosting, present: string, held: HeldWeeks): Posting {
  return { ...entry, settlementWeek: settlementWeekOf(week, present, held.get(entry.market) ?? new Map()) };
}
