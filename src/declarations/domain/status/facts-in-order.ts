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
  /** When it was recorded; where that is not said, when it happened. */
  receivedAt?: string | Date;
  /** It has its effect whatever else is known: an amendment has ordered it, or it was taken before such receipts were parked. */
  unconditional?: boolean;
}

/** Within an episode the status only rises. The order also breaks ties of one instant: the graver fact is read last. */
export const RANK: Readonly<Record<DeclarationStatus, number>> = {
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

/** What a receipt, or several, or a submission says. */
export interface Fact {
  at: Instant;
  what: 'submitted' | ReceiptMeaning;
  channel: string | null;
  rawCode: string | null;
  entryId: string | null;
  number: number | null;
  isActedOn: boolean;
  unconditional: boolean;
  isBeforeFiling: boolean;
  /** When the first receipt that says this was recorded. */
  receivedAt: Instant;
  /** It would take back what was recorded as closed before it. */
  isTooLate: boolean;
  /** A refiling that was recorded after this return answers it. */
  isAnswered: boolean;
  /** The receipts that say this. */
  ids: readonly string[];
}
export const orderKey = ({
  at,
  what,
  number,
  isActedOn,
  channel,
  rawCode,
  entryId,
}: Omit<Fact, 'isTooLate'>): string => {
  const precedence = number === null ? RANK[what] : isActedOn ? BEFORE_RECEIPTS : AFTER_RECEIPTS;
  return JSON.stringify([at, precedence, number ?? 0, channel, rawCode, entryId]);
};

export const text = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const NO_RECEIPT = {
  ...{ channel: null, rawCode: null, entryId: null, ids: [] },
  ...{ unconditional: false, isBeforeFiling: false, isAnswered: false, isTooLate: false },
};

/** Two receipts that say the same are one fact. */
const together = (known: Fact | undefined, fact: Fact): Fact => ({
  ...fact,
  unconditional: fact.unconditional || known?.unconditional === true,
  isBeforeFiling: fact.isBeforeFiling && known?.isBeforeFiling !== false,
  isAnswered: fact.isAnswered || known?.isAnswered === true,
  receivedAt: known !== undefined && known.receivedAt < fact.receivedAt ? known.receivedAt : fact.receivedAt,
  ids: [...(known?.ids ?? []), ...fact.ids],
});

export const receivedAtOf = ({ receivedAt, eventTime }: ReceiptFact): Instant => instantText(receivedAt ?? eventTime);

/** What is refused beforehand: `unfiled` says nothing of when a refiling counts. */
export interface Late {
  readonly refused: ReadonlySet<string>;
  readonly unfiled: ReadonlySet<string>;
}
export const NOTHING_LATE: Late = { refused: new Set(), unfiled: new Set() };

/** All facts once, in event time. The first submission comes before everything: it may have been recorded afterwards. */
export const factsInOrder = (
  submissions: readonly Submission[],
  receipts: readonly ReceiptFact[],
  late: Late,
): Fact[] => {
  const isBeforeFiling = beforeFiling(submissions);
  const numbers = submissions.map(({ number }) => number);
  const first = Math.min(...numbers);
  const filedAgain = latest(submissions.filter(({ number }) => number !== first).map(recordedAt));
  const said = receipts.map((receipt): readonly [ReceiptFact, Fact] => {
    const { id, meaning, eventTime, channel, rawCode, entryId = null, unconditional = false } = receipt;
    const at = instantText(eventTime);
    const receivedAt = receivedAtOf(receipt);
    const judged = { isBeforeFiling: isBeforeFiling(receipt), isAnswered: latest([at, receivedAt]) <= filedAgain };
    const ids = id === undefined ? [] : [id];
    const fact = { at, what: meaning, channel, rawCode, entryId, unconditional, receivedAt, ...judged, ids };
    const bare = { ...fact, number: null, isActedOn: false };
    return [receipt, { ...bare, isTooLate: late.refused.has(orderKey(bare)) }];
  });
  const possible = said.filter(([, fact]) => !fact.isBeforeFiling && !late.unfiled.has(orderKey(fact)));
  const [filedFirst, ...again] = filedInOrder(
    submissions,
    possible.map(([receipt]) => receipt),
  ).map((filed): Fact => ({ ...filed, what: 'submitted', receivedAt: filed.at, ...NO_RECEIPT }));
  const facts = new Map<string, Fact>();
  for (const fact of [...again, ...said.map(([, each]) => each)]) {
    facts.set(orderKey(fact), together(facts.get(orderKey(fact)), fact));
  }
  const sorted = [...facts].sort(([left], [right]) => text(left, right)).map(([, fact]) => fact);
  return filedFirst ? [filedFirst, ...sorted] : sorted;
};
