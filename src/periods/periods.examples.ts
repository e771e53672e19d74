import { anything, either, nullOr, orNull } from '../platform/http/description/example.js';

const DIGEST = '50a1ce8e5b4c5c0494e4de941e8c7a63dc548e7764695f9eca85f837a1b6bb72';
const DUE_AT = '2026-11-10T12:00:00.000Z';

/** One claim of a period; without an end it is still running, or its process died. */
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
  error: nullOr('why it stopped, when it was parked'),
};

export const RETRIED = { ...PERIOD_RUN, state: 'due', attempts: 0, finishedAt: nullOr(DUE_AT) };

export const PERIOD_WITH_HISTORY = { ...PERIOD_RUN, history: [ATTEMPT] };
