import { anything, either, maybe, nullOr, orNull } from '../platform/http/description/example.js';

const DIGEST = '50a1ce8e5b4c5c0494e4de941e8c7a63dc548e7764695f9eca85f837a1b6bb72';
const DUE_AT = '2026-11-10T12:00:00.000Z';

/** One attempt at a period; without an end it is still running, or its process died. */
export const ATTEMPT = {
  claimedAt: DUE_AT,
  worker: 'loomgate-1',
  codeVersion: '0.1.0',
  endedAt: orNull(DUE_AT),
  outcome: orNull('finished'),
  error: nullOr('why it failed'),
  nextAttemptAt: nullOr('2026-11-10T12:00:30.000Z'),
};

/** A period in the ledger: what was due, what ran, how it ended. */
export const PERIOD_RUN = {
  kind: 'daily-clearance',
  market: 'KQ-CTC',
  period: either('2026-11-10', '2026-W46', '2026-11'),
  state: 'finished',
  dueAt: DUE_AT,
  enteredAt: orNull(DUE_AT),
  enqueuedAt: DUE_AT,
  attempts: 1,
  nextAttemptAt: nullOr('2026-11-10T12:00:30.000Z'),
  startedAt: orNull(DUE_AT),
  finishedAt: orNull(DUE_AT),
  worker: orNull('loomgate-1'),
  codeVersion: orNull('0.1.0'),
  result: orNull(anything({ opened: 2, cleared: 2 })),
  digest: orNull(DIGEST),
  error: nullOr('why the last attempt failed'),
};

export const RETRIED = { ...PERIOD_RUN, state: 'due', attempts: 0, finishedAt: nullOr(DUE_AT) };

export const PERIOD_WITH_HISTORY = { ...PERIOD_RUN, history: [ATTEMPT] };

const BROKER = '019a95e2-4c00-7000-8000-000000000011';

/** A retry of a finished period says how many firms it has included and how many are still left out. */
export const RETRIED_PERIOD = { ...RETRIED, included: 0, excluded: 0 };

/** A firm that a result leaves out; the broker is null for what belongs to no firm. */
export const EXCLUSION = {
  id: '019acf4e-0800-7000-8000-000000000002',
  kind: 'daily-clearance',
  market: 'KQ-CTC',
  period: either('2026-11-10', '2026-W46', '2026-11'),
  revision: 1,
  broker: orNull(BROKER),
  brokerName: orNull('柯桥乙报关行'),
  reason: 'cannot subtract infinite dates (SQLSTATE 22008)',
  figures: anything({ broughtForward: 3 }),
  attempts: 1,
  excludedAt: DUE_AT,
  includedAt: nullOr('2026-11-11T01:30:00.000Z'),
};

/** What a kind freezes stands in `content`, in its own words. */
export const PERIOD_PREVIEW = {
  kind: 'daily-clearance',
  market: 'KQ-CTC',
  period: either('2026-11-10', '2026-W46', '2026-11'),
  asOf: '2026-11-10T09:00:00.000Z',
  dueAt: DUE_AT,
  isOver: false,
  revision: 1,
  result: anything({ broughtForward: 1, opened: 2, cleared: 2, carriedOver: 1 }),
  digest: DIGEST,
  excluded: [
    {
      broker: orNull(BROKER),
      brokerName: maybe(orNull('柯桥乙报关行')),
      reason: 'cannot subtract infinite dates (SQLSTATE 22008)',
      figures: maybe(anything({ broughtForward: 3 })),
    },
  ],
  content: anything({ itemsTotal: 1, items: [] }),
};

/** One result of a period; of the official one reason, maker and difference are null. */
export const REVISION = {
  number: 2,
  official: false,
  reason: orNull('Receipts of the afternoon came over night'),
  madeBy: orNull('officer'),
  madeAt: '2026-11-11T01:30:00.000Z',
  result: anything({ broughtForward: 1, opened: 2, cleared: 2, carriedOver: 1 }),
  digest: DIGEST,
  difference: orNull(anything({ added: 0, gone: 1, changed: 0, moved: 0 })),
};

export const REVISION_WITH_DIFFERENCES = {
  ...REVISION,
  items: [anything({ what: 'gone', kind: 'submitted-without-receipt' })],
  nextCursor: nullOr('WyIyIl0'),
};
