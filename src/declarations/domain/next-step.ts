import type { Instant } from '../../vocabulary/period.js';
import type { DeclarationStatus } from './standing.js';

/** Who has to move: the firm, the officer on the spot, the system of customs, the port; or nobody any more. */
export type NextActor = 'broker' | 'officer' | 'customs' | 'port' | 'nobody';

/** When a declaration came to stand where it stands. */
export interface Milestones {
  readonly createdAt: Instant;
  readonly filedAt: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly inspectingAt: Instant | null;
  readonly releasedAt: Instant | null;
  readonly returnedAt: Instant | null;
}

interface NextStep {
  readonly actor: NextActor;
  readonly step: string;
  readonly text: { readonly zh: string; readonly en: string };
  /** How long it may take; null where nothing is waited for. */
  readonly term: Term | null;
}

interface Term {
  readonly since: keyof Milestones;
  /** The name of the term among the `dueDays` of a market; where it is also a kind of open item both mean the same days. */
  readonly setting: string;
  /** Days from the first cut-off after `since`, where the market sets none. */
  readonly days: number;
}

/**
 * What happens next in every status. The days are ours, unverified, and settings of the market. What is closed or cancelled
 * has no due time here: what a firm still owes to tax office and bank afterwards is an open item of the month.
 */
export const NEXT_STEPS: Readonly<Record<DeclarationStatus, NextStep>> = {
  draft: {
    actor: 'broker',
    step: 'submit',
    text: { zh: '请补齐内容并提交申报。', en: 'Complete the declaration and submit it.' },
    term: { since: 'createdAt', setting: 'draft-not-submitted', days: 1 },
  },
  submitted: {
    actor: 'customs',
    step: 'accept',
    text: { zh: '等待海关受理。', en: 'Customs accepts or returns it.' },
    term: { since: 'filedAt', setting: 'submitted-without-receipt', days: 0 },
  },
  accepted: {
    actor: 'customs',
    step: 'release',
    text: { zh: '等待海关审核放行或布控查验。', en: 'Customs releases it or orders an inspection.' },
    term: { since: 'acceptedAt', setting: 'accepted-not-released', days: 1 },
  },
  inspecting: {
    actor: 'officer',
    step: 'finish-inspection',
    text: { zh: '等待关员完成查验。', en: 'The officer finishes the inspection.' },
    term: { since: 'inspectingAt', setting: 'inspection-unfinished', days: 0 },
  },
  released: {
    actor: 'port',
    step: 'export',
    text: {
      zh: '等待货物装运离境、报关单结关。',
      en: 'The port loads the goods; they leave, and the declaration is closed.',
    },
    term: { since: 'releasedAt', setting: 'released-not-closed', days: 7 },
  },
  returned: {
    actor: 'broker',
    step: 'correct-and-resubmit',
    text: { zh: '海关已退单，请修改后重新提交。', en: 'Customs returned it: correct it and submit it again.' },
    term: { since: 'returnedAt', setting: 'returned-not-refiled', days: 0 },
  },
  closed: {
    actor: 'nobody',
    step: 'none',
    text: { zh: '已结关，无需处理。', en: 'It is closed; nothing remains to be done.' },
    term: null,
  },
  cancelled: {
    actor: 'nobody',
    step: 'none',
    text: { zh: '已撤销，无需处理。', en: 'It is cancelled; nothing remains to be done.' },
    term: null,
  },
};

/** From when on and for how many days the next step runs, by the settings of the market; null when no clock runs. */
export function runningTerm(
  status: DeclarationStatus,
  milestones: Milestones,
  settings: Readonly<Record<string, unknown>>,
): { since: Instant; days: number } | null {
  const { term } = NEXT_STEPS[status];
  const since = term === null ? null : milestones[term.since];
  if (term === null || since === null) return null;
  const given = settings['dueDays'];
  const days = isRecord(given) ? given[term.setting] : undefined;
  return { since, days: isDays(days) ? days : term.days };
}

const DAYS_MAX = 3_650;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isDays = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= DAYS_MAX;
