import { businessDayOf, type Day, type Instant, instantText } from '../../../vocabulary/period.js';
import type { ReceiptMeaning } from '../receipt-codes.js';

/** A submission; numbers count from 1 in the order of recording. */
export interface Submission {
  number: number;
  /** When it was recorded, or the beginning of the earlier day it names, which counts for the first submission only. */
  filedAt: string | Date;
  /** When it was recorded, and so the latest instant it can have been filed; `filedAt` where none is given. */
  submittedAt?: string | Date;
}

/** What a receipt says, as far as filings follow from it. */
interface Happened {
  readonly meaning: ReceiptMeaning;
  readonly eventTime: string | Date;
  readonly unconditional?: boolean;
}

export const latest = (instants: readonly Instant[]): Instant =>
  instants.reduce((one, other) => (one > other ? one : other), '');

/** The latest instant at which a submission can have been filed. */
export const recordedAt = ({ filedAt, submittedAt = filedAt }: Submission): Instant =>
  latest([instantText(filedAt), instantText(submittedAt)]);

/**
 * Whether a receipt says of a day before the one of the first filing that something happened. Customs cannot act on what was not filed, and a
 * closing before it would be counted in a day that is long stated. Of the day itself every hour is possible: a filing is recorded afterwards.
 */
export const beforeFiling = (submissions: readonly Submission[]): ((receipt: Happened) => boolean) => {
  const numbers = submissions.map(({ number }) => number);
  const first = submissions.find(({ number }) => number === Math.min(...numbers));
  const filedOn: Day | null = first ? businessDayOf(instantText(first.filedAt)) : null;
  return ({ eventTime, unconditional = false }) =>
    filedOn !== null && !unconditional && businessDayOf(instantText(eventTime)) < filedOn;
};

/** A submission with the instant at which it counts as filed. */
interface Filed {
  readonly number: number;
  readonly at: Instant;
  /** Whether it is known by what customs did at this instant, and so comes before it. */
  readonly isActedOn: boolean;
}

/**
 * When each submission counts as filed. A refiling answers every return that happened until it was recorded. It counts from
 * the instant at which it was recorded, whatever day it names: until then the declaration was returned, and what a past
 * instant looked like must not change. Customs cannot act on what was not filed, so where it acted after the last of those
 * returns, be it by a cancellation, the refiling counts from the first such act. A cancellation that arrives late still ends it.
 * All from times that do not depend on what arrived first.
 */
export const filedInOrder = (submissions: readonly Submission[], receipts: readonly Happened[]): Filed[] => {
  const events = receipts.map(({ meaning, eventTime }) => ({ meaning, at: instantText(eventTime) }));
  const timesOf = (is: (meaning: ReceiptMeaning) => boolean) => events.filter((e) => is(e.meaning)).map(({ at }) => at);
  const returns = timesOf((meaning) => meaning === 'returned');
  const acts = timesOf((meaning) => meaning !== 'returned').sort();
  let before: Pick<Filed, 'at' | 'isActedOn'> = { at: '', isActedOn: false };
  return [...new Map(submissions.map((each) => [each.number, each])).values()]
    .sort((one, other) => one.number - other.number)
    .map((submission, index) => {
      const { number, filedAt } = submission;
      if (index === 0) return { number, at: instantText(filedAt), isActedOn: false };
      const recorded = recordedAt(submission);
      const answered = latest(returns.filter((at) => at <= recorded));
      const actedOn = answered === '' ? undefined : acts.find((at) => answered < at && at < recorded);
      const at = actedOn ?? recorded;
      if (at > before.at) before = { at, isActedOn: actedOn !== undefined };
      return { number, ...before };
    });
};
