import { FROZEN_ITEM } from '../open-items/open-items.examples.js';
import { anything, either, nullOr, orNull } from '../platform/http/example.js';

/** The clearance of a day; what it counts is null until it has run. */
export const CLEARANCE_RUN = {
  id: orNull('019a95e2-4c00-7000-8000-000000000042'),
  market: 'KQ-CTC',
  date: '2026-11-10',
  state: 'finished',
  broughtForward: orNull(1),
  opened: orNull(2),
  cleared: orNull(2),
  carriedOver: orNull(1),
  digest: orNull('50a1ce8e5b4c5c0494e4de941e8c7a63dc548e7764695f9eca85f837a1b6bb72'),
  cutOffAt: orNull('2026-11-10T12:00:00.000Z'),
  dueAt: '2026-11-10T12:00:00.000Z',
  startedAt: orNull('2026-11-10T12:00:00.000Z'),
  finishedAt: orNull('2026-11-10T12:00:00.000Z'),
  worker: orNull('loomgate-1'),
  codeVersion: orNull('0.1.0'),
  error: nullOr('why it stopped, when it was parked'),
};

export const CLEARED_DAY = { ...CLEARANCE_RUN, items: [FROZEN_ITEM] };

/** A period in the ledger: what was due, what ran, how it ended. */
export const PERIOD_RUN = {
  kind: 'daily-clearance',
  market: 'KQ-CTC',
  period: either('2026-11-10', '2026-W46', '2026-11'),
  state: 'finished',
  dueAt: '2026-11-10T12:00:00.000Z',
  attempts: 1,
  startedAt: orNull('2026-11-10T12:00:00.000Z'),
  finishedAt: orNull('2026-11-10T12:00:00.000Z'),
  worker: orNull('loomgate-1'),
  codeVersion: orNull('0.1.0'),
  result: orNull(anything({ opened: 2, cleared: 2, carriedOver: 1, broughtForward: 1 })),
  digest: orNull('50a1ce8e5b4c5c0494e4de941e8c7a63dc548e7764695f9eca85f837a1b6bb72'),
  error: nullOr('why it stopped, when it was parked'),
};

export const RETRIED = { ...PERIOD_RUN, state: 'due', attempts: 0, finishedAt: nullOr('2026-11-10T12:00:00.000Z') };
