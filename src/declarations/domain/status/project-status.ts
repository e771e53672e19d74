import { instantText, type Instant } from '../../../vocabulary/period.js';
import type { ReceiptMeaning } from '../receipt-codes.js';
import { beforeFiling, filedInOrder, latest, recordedAt, type Submission } from './filings.js';

/** How far customs has come with a declaration. */
export type DeclarationStatus = 'draft' | 'submitted' | ReceiptMeaning;

/** A receipt whose code is known; what is not known is parked and never comes here. */
export interface ReceiptFact {
  /** By which the caller knows it again in `refused`. */
  id?: string;
  meaning: ReceiptMeaning;
  eventTime: string | Date;
  channel: string;
  rawCode: string;
  entryId?: string | null | undefined;
  /** It has its effect whatever else is known: an amendment has ordered it, or it was taken before such receipts were parked. */
  unconditional?: boolean;
}

/**
 * Why a receipt is refused by what else is known of its declaration: it happened on a day before the declaration was filed; it cancels
 * or returns what is closed, which only an amendment takes back; or it brings another customs number than the one its episode has.
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

/** Within an episode the status only rises. The order also breaks ties of one instant: the graver fact is read last. */
const RANK: Readonly<Record<DeclarationStatus, number>> = {
  draft: 0,
  submitted: 1,
  accepted: 2,
  inspecting: 3,
  released: 4,
  closed: 5,
  returned: 6,
  cancelled: 7,
};
const BEFORE_RECEIPTS = 0;
const AFTER_RECEIPTS = 8;

type Fact = Omit<Moment, 'status' | 'episode' | 'counts'> & {
  number: number | null;
  isActedOn: boolean;
  unconditional: boolean;
  isBeforeFiling: boolean;
  /** A refiling that was recorded after this return answers it. */
  isAnswered: boolean;
  /** The receipts that say this. */
  ids: readonly string[];
};
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

const orderKey = ({ at, what, number, isActedOn, channel, rawCode, entryId }: Fact): string => {
  const precedence = number === null ? RANK[what] : isActedOn ? BEFORE_RECEIPTS : AFTER_RECEIPTS;
  return JSON.stringify([at, precedence, number ?? 0, channel, rawCode, entryId]);
};

const text = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const NO_RECEIPT = {
  ...{ channel: null, rawCode: null, entryId: null, ids: [] },
  ...{ unconditional: false, isBeforeFiling: false, isAnswered: false },
};

/** Two receipts that say the same are one fact. */
const together = (known: Fact | undefined, fact: Fact): Fact => ({
  ...fact,
  unconditional: fact.unconditional || known?.unconditional === true,
  isBeforeFiling: fact.isBeforeFiling && known?.isBeforeFiling !== false,
  ids: [...(known?.ids ?? []), ...fact.ids],
});

/** All facts once, in event time. The first submission comes before everything: it may have been recorded afterwards. */
const inOrder = (submissions: readonly Submission[], receipts: readonly ReceiptFact[]): Fact[] => {
  const facts = new Map<string, Fact>();
  const keep = (fact: Fact): unknown => facts.set(orderKey(fact), together(facts.get(orderKey(fact)), fact));
  const isBeforeFiling = beforeFiling(submissions);
  const possible = receipts.filter((receipt) => !isBeforeFiling(receipt));
  const [first, ...again] = filedInOrder(submissions, possible).map((filed): Fact => ({
    ...filed,
    what: 'submitted',
    ...NO_RECEIPT,
  }));
  again.forEach(keep);
  const filedAgain = latest(submissions.filter(({ number }) => number !== first?.number).map(recordedAt));
  for (const receipt of receipts) {
    const { id, meaning, eventTime, channel, rawCode, entryId = null, unconditional = false } = receipt;
    const at = instantText(eventTime);
    const judged = { isBeforeFiling: isBeforeFiling(receipt), isAnswered: at <= filedAgain };
    const said = { at, what: meaning, channel, rawCode, entryId, unconditional, ...judged };
    keep({ ...said, number: null, isActedOn: false, ids: id === undefined ? [] : [id] });
  }
  const sorted = [...facts].sort(([left], [right]) => text(left, right)).map(([, fact]) => fact);
  return first ? [first, ...sorted] : sorted;
};

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

/**
 * The status that follows from submissions and receipts: a function of the facts alone, so that the order of arrival and
 * replays change nothing. Facts are folded in event time; an episode runs from a submission to the next return, and
 * within it the status only rises, so that a closing whose event precedes the release still ends in `closed`. A submission
 * while an episode is open begins nothing. Throws RangeError when a time is not an instant.
 */
export const projectStatus = (
  submissions: readonly Submission[],
  receipts: readonly ReceiptFact[],
): ProjectedStatus => {
  const timeline: Moment[] = [];
  const past: PastEpisode[] = [];
  const refused = new Map<string, ProjectedReason>();
  let current = newEpisode('draft', 0, null);
  for (const fact of inOrder(submissions, receipts)) {
    const [next, counts, refusal] = isReceipt(fact) ? receive(current, fact) : submit(current, fact.at);
    if (next.episode > current.episode && current.episode > 0) past.push(pastOf(current, fact.at));
    current = next;
    if (refusal !== undefined) fact.ids.forEach((id) => refused.set(id, refusal));
    const { at, what, channel, rawCode, entryId } = fact;
    timeline.push({ at, what, status: current.status, episode: current.episode, counts, channel, rawCode, entryId });
  }
  return { ...current, past, timeline, refused };
};
