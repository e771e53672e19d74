import { instantText, type Instant } from '../../vocabulary/period.js';
import type { ReceiptMeaning } from './receipt-codes.js';

/** Where a declaration stands. */
export type DeclarationStatus = 'draft' | 'submitted' | ReceiptMeaning;

/** A submission as it was filed; numbers count from 1 and rise with `filedAt`. */
export interface Submission {
  number: number;
  filedAt: string | Date;
}

/** A receipt whose code is known; what is not known is parked and never comes here. */
export interface ReceiptFact {
  meaning: ReceiptMeaning;
  eventTime: string | Date;
  channel: string;
  rawCode: string;
  entryId?: string | null | undefined;
}

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

/** The status and the times of the current episode; a time is the event time of the first receipt that says so. */
export interface Standing {
  status: DeclarationStatus;
  episode: number;
  entryId: string | null;
  acceptedAt: Instant | null;
  inspectingAt: Instant | null;
  releasedAt: Instant | null;
  /** The statistics day is its business day, while `status` is `closed`; a cancellation afterwards leaves the time standing. */
  closedAt: Instant | null;
  returnedAt: Instant | null;
  cancelledAt: Instant | null;
  timeline: Moment[];
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
const AFTER_RECEIPTS = 8;

type Fact = Omit<Moment, 'status' | 'episode' | 'counts'> & { number: number | null };
type Episode = Omit<Standing, 'timeline'> & { lastSubmission: number };

const timeOf = {
  accepted: 'acceptedAt',
  inspecting: 'inspectingAt',
  released: 'releasedAt',
  closed: 'closedAt',
  returned: 'returnedAt',
  cancelled: 'cancelledAt',
} as const satisfies Record<ReceiptMeaning, keyof Standing>;

const newEpisode = (status: DeclarationStatus, episode: number, lastSubmission: number): Episode => ({
  status,
  episode,
  entryId: null,
  acceptedAt: null,
  inspectingAt: null,
  releasedAt: null,
  closedAt: null,
  returnedAt: null,
  cancelledAt: null,
  lastSubmission,
});

const orderKey = ({ at, what, number, channel, rawCode, entryId }: Fact): string => {
  const precedence = number === null ? RANK[what] : AFTER_RECEIPTS;
  return JSON.stringify([at, precedence, number ?? 0, channel, rawCode, entryId]);
};

const text = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** All facts once, in event time. The first submission stands before everything: it may have been recorded afterwards. */
const inOrder = (submissions: readonly Submission[], receipts: readonly ReceiptFact[]): Fact[] => {
  const facts = new Map<string, Fact>();
  const keep = (fact: Fact): unknown => facts.set(orderKey(fact), fact);
  for (const { number, filedAt } of submissions) {
    keep({ at: instantText(filedAt), what: 'submitted', number, channel: null, rawCode: null, entryId: null });
  }
  for (const { meaning, eventTime, channel, rawCode, entryId } of receipts) {
    keep({ at: instantText(eventTime), what: meaning, number: null, channel, rawCode, entryId: entryId ?? null });
  }
  const sorted = [...facts].sort(([left], [right]) => text(left, right)).map(([, fact]) => fact);
  const firstNumber = Math.min(...submissions.map(({ number }) => number));
  const first = sorted.filter(({ number }) => number === firstNumber).slice(0, 1);
  return [...first, ...sorted.filter((fact) => !first.includes(fact))];
};

const submit = (current: Episode, number: number): [Episode, boolean] => {
  if (number <= current.lastSubmission) return [current, true];
  const begins = current.status === 'draft' || current.status === 'returned' || current.status === 'cancelled';
  if (begins) return [newEpisode('submitted', current.episode + 1, number), true];
  return [{ ...current, lastSubmission: number }, true];
};

/**
 * The episode a receipt belongs to, or null when it belongs to none: after a cancellation only a submission begins again;
 * after a return an acceptance does, and so does any progress when a further submission is on record, which then was made
 * before customs could act but recorded later.
 */
const episodeOf = (current: Episode, what: ReceiptMeaning, numbers: readonly number[]): Episode | null => {
  if (current.status === 'draft') return newEpisode('submitted', 1, current.lastSubmission);
  if (current.status === 'cancelled') return null;
  if (current.status !== 'returned' || what === 'cancelled') return current;
  const next = numbers.find((number) => number > current.lastSubmission);
  if (what === 'returned' || (what !== 'accepted' && next === undefined)) return null;
  return newEpisode('submitted', current.episode + 1, next ?? current.lastSubmission);
};

const receive = (
  current: Episode,
  fact: Fact & { what: ReceiptMeaning },
  numbers: readonly number[],
): [Episode, boolean] => {
  const episode = episodeOf(current, fact.what, numbers);
  if (episode === null) return [current, false];
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

/**
 * The standing that submissions and receipts add up to: a function of the facts alone, so that the order of arrival and
 * replays change nothing. Facts are folded in event time; an episode runs from a submission to the next return, and
 * within it the status only rises, so that a closing whose event precedes the release still ends in `closed`. A submission
 * while an episode is open begins nothing. Throws RangeError when a time is not an instant.
 */
export const projectStatus = (submissions: readonly Submission[], receipts: readonly ReceiptFact[]): Standing => {
  const numbers = submissions.map(({ number }) => number).sort((left, right) => left - right);
  const timeline: Moment[] = [];
  let current = newEpisode('draft', 0, 0);
  for (const fact of inOrder(submissions, receipts)) {
    const [next, counts] = isReceipt(fact) ? receive(current, fact, numbers) : submit(current, fact.number ?? 0);
    current = next;
    const { at, what, channel, rawCode, entryId } = fact;
    timeline.push({ at, what, status: current.status, episode: current.episode, counts, channel, rawCode, entryId });
  }
  const { lastSubmission: _, ...standing } = current;
  return { ...standing, timeline };
};
