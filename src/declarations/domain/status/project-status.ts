import type { Instant } from '../../../vocabulary/period.js';
import type { ReceiptMeaning } from '../receipt-codes.js';
import {
  type DeclarationStatus,
  type Fact,
  factsInOrder,
  type Late,
  NOTHING_LATE,
  orderKey,
  RANK,
  type ReceiptFact,
  receivedAtOf,
  text,
} from './facts-in-order.js';
import type { Submission } from './filings.js';

export type { DeclarationStatus, ReceiptFact } from './facts-in-order.js';

/**
 * Why a receipt is refused by what else is known of its declaration: it happened on a day before the declaration was filed; it cancels
 * or returns what is closed, or was recorded as closed before it, which only an amendment takes back; or it brings another customs number than the one its episode has.
 */
export const PROJECTED_REASONS = ['before-filing', 'after-closing', 'entry-id-changed'] as const;
export type ProjectedReason = (typeof PROJECTED_REASONS)[number];

/** One step of the story, in the order in which it counts. */
export interface Moment {
  at: Instant;
  what: 'submitted' | ReceiptMeaning;
  /** The status after it. */
  status: DeclarationStatus;
  /** From 1; a refiled declaration is in its second episode. */
  episode: number;
  /** Whether it belongs to its episode; a release after a cancellation is kept and shown, but moves nothing. */
  counts: boolean;
  channel: string | null;
  rawCode: string | null;
  entryId: string | null;
}

/** The times of one episode; each is the event time of the first receipt that says so. */
export interface EpisodeTimes {
  /** When it was filed. An episode that nobody recorded is known by its acceptance, and begins there. */
  filedAt: Instant | null;
  acceptedAt: Instant | null;
  inspectingAt: Instant | null;
  releasedAt: Instant | null;
  /** The statistics day is its business day, while `status` is `closed`; a cancellation afterwards does not clear it. */
  closedAt: Instant | null;
  returnedAt: Instant | null;
  cancelledAt: Instant | null;
}

/** An episode that was followed by another; it ends where that one begins. */
export interface PastEpisode extends EpisodeTimes {
  endedAt: Instant;
}

/** The status, and the times of the current episode. */
export interface ProjectedStatus extends EpisodeTimes {
  status: DeclarationStatus;
  episode: number;
  entryId: string | null;
  /** The episodes before the current one, in order. */
  past: PastEpisode[];
  timeline: Moment[];
  /** The receipts that are refused, by id: the same ones in any order of arrival. */
  refused: ReadonlyMap<string, ProjectedReason>;
}

type Episode = Omit<ProjectedStatus, 'timeline' | 'past' | 'refused'>;

const timeOf = {
  accepted: 'acceptedAt',
  inspecting: 'inspectingAt',
  released: 'releasedAt',
  closed: 'closedAt',
  returned: 'returnedAt',
  cancelled: 'cancelledAt',
} as const satisfies Record<ReceiptMeaning, keyof EpisodeTimes>;

const newEpisode = (status: DeclarationStatus, episode: number, filedAt: Instant | null): Episode => ({
  status,
  episode,
  entryId: null,
  filedAt,
  acceptedAt: null,
  inspectingAt: null,
  releasedAt: null,
  closedAt: null,
  returnedAt: null,
  cancelledAt: null,
});

type Step = readonly [next: Episode, counts: boolean, refusal?: ProjectedReason];

const submit = (current: Episode, at: Instant): Step => {
  const begins = current.status === 'draft' || current.status === 'returned' || current.status === 'cancelled';
  return [begins ? newEpisode('submitted', current.episode + 1, at) : current, true];
};

/**
 * The episode a receipt belongs to, or null when it belongs to none: after a cancellation only a submission begins again;
 * after a return an acceptance does, because customs accepts only what was filed.
 */
const episodeOf = (current: Episode, { what, at }: Fact): Episode | null => {
  if (current.status === 'draft') return newEpisode('submitted', 1, at);
  if (current.status === 'cancelled') return null;
  if (current.status !== 'returned' || what === 'cancelled') return current;
  return what === 'accepted' ? newEpisode('submitted', current.episode + 1, at) : null;
};

/** Whether it would take back what is closed. A return that a firm has answered by filing again was one: the closing arrived after that. */
const undoesClosing = ({ what, unconditional, isAnswered }: Fact): boolean =>
  !unconditional && (what === 'cancelled' || (what === 'returned' && !isAnswered));

/** Read in event time: of two customs numbers in one episode the one that was given first is its number, whichever arrived first. */
const refusalOf = ({ status, entryId }: Episode, fact: Fact): ProjectedReason | null => {
  if (status === 'closed' && undoesClosing(fact)) return 'after-closing';
  return fact.entryId !== null && entryId !== null && fact.entryId !== entryId ? 'entry-id-changed' : null;
};

const receive = (current: Episode, fact: Fact & { what: ReceiptMeaning }): Step => {
  if (fact.isBeforeFiling) return [current, false, 'before-filing'];
  if (fact.isTooLate) return [current, false, 'after-closing'];
  const episode = episodeOf(current, fact);
  if (episode === null) return [current, false];
  const refusal = refusalOf(episode, fact);
  if (refusal !== null) return [current, false, refusal];
  const field = timeOf[fact.what];
  return [
    {
      ...episode,
      status: RANK[fact.what] > RANK[episode.status] ? fact.what : episode.status,
      entryId: fact.entryId ?? episode.entryId,
      [field]: episode[field] ?? fact.at,
    },
    true,
  ];
};

const isReceipt = (fact: Fact): fact is Fact & { what: ReceiptMeaning } => fact.what !== 'submitted';

const pastOf = ({ status: _s, episode: _e, entryId: _n, ...times }: Episode, endedAt: Instant): PastEpisode => {
  return { ...times, endedAt };
};

const fold = (facts: readonly Fact[]): ProjectedStatus => {
  const timeline: Moment[] = [];
  const past: PastEpisode[] = [];
  const refused = new Map<string, ProjectedReason>();
  let current = newEpisode('draft', 0, null);
  for (const fact of facts) {
    const [next, counts, refusal] = isReceipt(fact) ? receive(current, fact) : submit(current, fact.at);
    if (next.episode > current.episode && current.episode > 0) past.push(pastOf(current, fact.at));
    current = next;
    if (refusal !== undefined) fact.ids.forEach((id) => refused.set(id, refusal));
    const { at, what, channel, rawCode, entryId } = fact;
    timeline.push({ at, what, status: current.status, episode: current.episode, counts, channel, rawCode, entryId });
  }
  return { ...current, past, timeline, refused };
};

/** Those of `late` that were recorded after a closing of the same filing, which counts without them; by their keys. */
const refusedOf = (
  submissions: readonly Submission[],
  receipts: readonly ReceiptFact[],
  late: readonly Fact[],
): ReadonlySet<string> => {
  const unfiled = new Set(late.filter(({ what }) => what === 'returned').map(orderKey));
  const without = factsInOrder(submissions, receipts, { refused: new Set(late.map(orderKey)), unfiled });
  let [filing, latestEpisode] = [0, 1];
  const steps = fold(without).timeline.flatMap(({ what, episode, counts }, place) => {
    if (what === 'submitted' && episode > latestEpisode) filing += 1;
    latestEpisode = Math.max(1, episode);
    const fact = without[place];
    return fact === undefined ? [] : [{ fact, filing, episode: latestEpisode, counts }];
  });
  const closings = steps.filter(({ fact, counts }) => fact.what === 'closed' && counts);
  const refused = steps.filter(({ fact, filing: own, episode }) => {
    const isSame = (closing: (typeof steps)[number]) =>
      fact.what === 'cancelled' ? closing.filing === own : closing.episode === episode;
    return fact.isTooLate && closings.some((each) => each.fact.receivedAt < fact.receivedAt && isSame(each));
  });
  return new Set(refused.map(({ fact }) => orderKey(fact)));
};

const byRecording = (one: Fact, other: Fact): number =>
  text(one.receivedAt, other.receivedAt) || text(orderKey(one), orderKey(other));

/**
 * The cancellations and returns that were recorded after a closing of the same filing, whatever time they name. A cancellation ends a
 * filing for good, be it in a later episode that an acceptance began; and a refiling counts from it, as from whatever customs did.
 * Each is judged with those that were recorded before it and are not refused.
 */
const lateOnes = (submissions: readonly Submission[], receipts: readonly ReceiptFact[]): Late => {
  const closings = receipts.filter(({ meaning }) => meaning === 'closed').map(receivedAtOf);
  const [firstClosing] = closings.sort();
  if (firstClosing === undefined) return NOTHING_LATE;
  let waiting = factsInOrder(submissions, receipts, NOTHING_LATE)
    .filter((fact) => undoesClosing(fact) && !fact.isBeforeFiling && firstClosing < fact.receivedAt)
    .sort(byRecording);
  const late: Fact[] = [];
  while (waiting.length > 0) {
    const refused = refusedOf(submissions, receipts, [...late, ...waiting]);
    const effective = waiting.findIndex((fact) => !refused.has(orderKey(fact)));
    const end = effective === -1 ? waiting.length : effective;
    late.push(...waiting.slice(0, end));
    waiting = waiting.slice(end + 1);
  }
  const keys = new Set(late.map(orderKey));
  return { refused: keys, unfiled: keys };
};

/**
 * The status that follows from submissions and receipts: a function of the facts alone, so that replays and the order in which they are
 * read change nothing. Facts are folded in event time; an episode runs from a submission to the next return, and within it the status
 * only rises, so that a closing whose event precedes the release still ends in `closed`. A submission while an episode is open begins
 * nothing. When a receipt was recorded matters once: what is recorded after a closing does not take it back. Throws RangeError when
 * a time is not an instant.
 */
export const projectStatus = (submissions: readonly Submission[], receipts: readonly ReceiptFact[]): ProjectedStatus =>
  fold(factsInOrder(submissions, receipts, lateOnes(submissions, receipts)));
