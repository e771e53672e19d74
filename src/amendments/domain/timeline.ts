import type { CodeMeaning, ReceiptMeaning } from '../../declarations/domain/receipt-codes.js';
import type { ParkedReason } from '../../declarations/domain/status/parked-reasons.js';
import { numberOf } from '../../declarations/domain/status/receipt-identity.js';
import { type DeclarationStatus, type Moment, projectStatus } from '../../declarations/domain/status/project-status.js';
import type { Instant } from '../../vocabulary/period.js';
import { groupBy } from '../../vocabulary/group-by.js';

/** A submission with who filed it, when we learned of it, and what version it filed. */
export interface FiledFact {
  readonly number: number;
  readonly filedAt: Instant;
  readonly submittedAt: Instant;
  readonly version: number;
  readonly by: string;
}

/** A receipt as it came; `meaning` is null while it has none: `parked` says why. Times are UTC text with milliseconds. */
export interface TimelineReceipt {
  readonly channel: string;
  readonly code: string;
  readonly text: string | null;
  readonly eventTime: Instant;
  readonly receivedAt: Instant;
  readonly entryId: string | null;
  readonly meaning: CodeMeaning | null;
  readonly parked?: ParkedReason | null;
  readonly unconditional?: boolean;
  readonly by: string;
}

/** A request to amend or cancel, and its decision where there is one. */
export interface AmendmentFact {
  readonly number: number;
  readonly kind: string;
  readonly origin: string;
  readonly reasonCode: string;
  readonly askedAt: Instant;
  readonly askedBy: string;
  readonly state: string;
  readonly decidedAt: Instant | null;
  readonly decidedBy: string | null;
  readonly versionAfter: number | null;
}

/** Everything that is known of a declaration's life. */
export interface Life {
  readonly submissions: readonly FiledFact[];
  readonly receipts: readonly TimelineReceipt[];
  readonly amendments: readonly AmendmentFact[];
}

/** One step of the timeline, the same whatever the order of arrival; only `arrivedAt` says when we learned of it. */
export interface TimelineEntry {
  readonly at: Instant;
  readonly arrivedAt: Instant;
  readonly what:
    'submitted' | CodeMeaning | ParkedReason | 'amendment-asked' | 'amendment-accepted' | 'amendment-rejected';
  /** Where the declaration stands after it; null for what moves nothing by itself. */
  readonly status: DeclarationStatus | null;
  /** From 1, counting what was filed again after a return or a cancellation. */
  readonly episode: number | null;
  /** False for what is kept and shown but moves nothing: a repetition, a release after a cancellation, information, what is parked. */
  readonly counts: boolean;
  readonly source: string;
  readonly code: string | null;
  readonly text: string | null;
  readonly entryId: string | null;
  readonly by: string;
  readonly submission: number | null;
  /** The version that was filed, or that an amendment brought. */
  readonly version: number | null;
  readonly amendment: Pick<AmendmentFact, 'number' | 'kind' | 'reasonCode'> | null;
}

/**
 * The story of a declaration in the order in which it counts. Submissions and receipts stand as the projection of the status
 * reads them; receipts that say nothing to it and amendments stand among them by their time.
 */
export function timelineOf({ submissions, receipts, amendments }: Life): TimelineEntry[] {
  const known = receipts.filter(hasMeaning);
  const { timeline } = projectStatus(
    submissions.map(({ number, filedAt, submittedAt }) => ({ number, filedAt, submittedAt })),
    known.map(({ meaning, eventTime, receivedAt, channel, code, entryId, unconditional = false }) => {
      return { meaning, eventTime, receivedAt, channel, rawCode: code, entryId: numberOf(entryId), unconditional };
    }),
  );
  const filed = [...submissions].sort((one, other) => one.number - other.number);
  const grouped = groupBy(known, keyOf);
  const moved = timeline.flatMap((moment) => {
    if (moment.what === 'submitted') return filed.splice(0, 1).map((fact) => submissionEntry(fact, moment));
    const twins = grouped.get(momentKey(moment)) ?? [];
    return inOrder(twins).map((receipt, index) => receiptEntry(receipt, moment, index === 0));
  });
  const beside = [
    ...inOrder(receipts.filter((receipt) => !hasMeaning(receipt))).map(besideEntry),
    ...[...amendments].sort((one, other) => one.number - other.number).flatMap(amendmentEntries),
  ];
  return merge(moved, beside);
}

const hasMeaning = (receipt: TimelineReceipt): receipt is TimelineReceipt & { meaning: ReceiptMeaning } =>
  receipt.meaning !== null && receipt.meaning !== 'information';
const keyOf = ({ eventTime, meaning, channel, code, entryId }: TimelineReceipt): string =>
  JSON.stringify([eventTime, meaning, channel, code, numberOf(entryId)]);
const momentKey = ({ at, what, channel, rawCode, entryId }: Moment): string =>
  JSON.stringify([at, what, channel, rawCode, entryId]);

/** By what the receipts say, never by when they came. */
const inOrder = <T extends TimelineReceipt>(receipts: readonly T[]): T[] => {
  const keyed = receipts.map((receipt): [string, T] => {
    const { eventTime, channel, code, entryId, text } = receipt;
    return [JSON.stringify([eventTime, channel, code, entryId ?? '', text ?? '']), receipt];
  });
  return keyed.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)).map(([, receipt]) => receipt);
};

const NOTHING = { code: null, text: null, entryId: null, submission: null, version: null, amendment: null };

const submissionEntry = ({ number, submittedAt, version, by }: FiledFact, moment: Moment): TimelineEntry => {
  const { at, status, episode, counts } = moment;
  return {
    ...{ ...NOTHING, at, arrivedAt: submittedAt, what: 'submitted', status, episode, counts, source: 'broker', by },
    ...{ submission: number, version },
  };
};

const receiptEntry = (receipt: TimelineReceipt, moment: Moment, isFirst: boolean): TimelineEntry => {
  const { receivedAt: arrivedAt, channel: source, code, text, entryId, by } = receipt;
  const { at, what, status, episode, counts } = moment;
  return {
    ...{ ...NOTHING, at, arrivedAt, what, status, episode, counts: counts && isFirst },
    ...{ source, code, text, entryId, by },
  };
};

const besideEntry = (receipt: TimelineReceipt): TimelineEntry => {
  const { eventTime: at, receivedAt: arrivedAt, channel: source, code, text, entryId, by } = receipt;
  return {
    ...{
      ...NOTHING,
      at,
      arrivedAt,
      what: receipt.meaning ?? receipt.parked ?? 'code-unknown',
      status: null,
      episode: null,
      counts: false,
    },
    ...{ source, code, text, entryId, by },
  };
};

function amendmentEntries(fact: AmendmentFact): TimelineEntry[] {
  const { number, kind, origin, reasonCode, askedAt, askedBy, state, decidedAt, decidedBy, versionAfter } = fact;
  const common = { ...NOTHING, status: null, episode: null, amendment: { number, kind, reasonCode } };
  const asked: TimelineEntry = {
    ...{ ...common, at: askedAt, arrivedAt: askedAt, what: 'amendment-asked', counts: false },
    ...{ source: origin, by: askedBy },
  };
  if (decidedAt === null) return [asked];
  const accepted = state === 'accepted';
  return [
    asked,
    {
      ...{ ...common, at: decidedAt, arrivedAt: decidedAt, counts: accepted, source: 'customs', by: decidedBy ?? '' },
      ...{ what: accepted ? 'amendment-accepted' : 'amendment-rejected', version: versionAfter },
    },
  ];
}

/** Puts each before the first step of its time or later: a decision comes before what it brings about. The first submission stands before everything. */
function merge(moved: readonly TimelineEntry[], beside: readonly TimelineEntry[]): TimelineEntry[] {
  const story = moved.slice(0, 1);
  const rest = [...beside].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  for (const step of moved.slice(1)) {
    while (rest[0] && rest[0].at <= step.at) story.push(...rest.splice(0, 1));
    story.push(step);
  }
  return [...story, ...rest];
}
