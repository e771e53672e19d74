import { FROZEN_ITEM } from '../open-items/open-items.examples.js';
import { ATTEMPT } from '../periods/periods.examples.js';
import { byKey, maybe, nullOr, orNull } from '../platform/http/description/example.js';

const RUN_ID = '019a95e2-4c00-7000-8000-000000000042';
const DIGEST = '50a1ce8e5b4c5c0494e4de941e8c7a63dc548e7764695f9eca85f837a1b6bb72';
const DUE_AT = '2026-11-10T12:00:00.000Z';

/** A firm whose data could not be judged; the broker is null for what belongs to no firm. */
const EXCLUDED = {
  broker: orNull('019a95e2-4c00-7000-8000-000000000011'),
  brokerName: orNull('柯桥乙报关行'),
  reason: 'cannot subtract infinite dates (SQLSTATE 22008)',
  broughtForward: 3,
};

/** The clearance of a day; what it counts is null until it has run. */
export const CLEARANCE_RUN = {
  id: orNull(RUN_ID),
  market: 'KQ-CTC',
  date: '2026-11-10',
  state: 'finished',
  broughtForward: orNull(1),
  opened: orNull(2),
  cleared: orNull(2),
  carriedOver: orNull(1),
  excluded: orNull([EXCLUDED]),
  digest: orNull(DIGEST),
  cutOffAt: orNull(DUE_AT),
  dueAt: DUE_AT,
  startedAt: orNull(DUE_AT),
  finishedAt: orNull(DUE_AT),
  worker: orNull('loomgate-1'),
  codeVersion: orNull('0.1.0'),
  error: nullOr('why the last attempt failed'),
};

const COUNTS = { broughtForward: 1, opened: 2, cleared: 2, carriedOver: 1 };

/** One result of a day; of the official one reason, asker and difference are null. */
const DAY_REVISION = {
  id: RUN_ID,
  revision: 1,
  official: true,
  cutOffAt: DUE_AT,
  finishedAt: DUE_AT,
  ...COUNTS,
  excluded: [EXCLUDED],
  digest: DIGEST,
  reason: nullOr('Receipts of the afternoon came over night'),
  askedBy: nullOr('officer'),
  difference: nullOr({ added: 0, gone: 1, changed: 0, moved: 0 }),
  settingsChanged: false,
};

export const SIGN_OFF = {
  id: '019a95e2-4c00-7000-8000-000000000044',
  by: 'officer',
  remarks: orNull('Seen; the seven that wait were asked for by telephone.'),
  signedAt: '2026-11-10T12:20:00.000Z',
};

export const CLEARED_DAY = {
  ...CLEARANCE_RUN,
  revisions: [DAY_REVISION],
  signOffs: [SIGN_OFF],
  itemsTotal: 1,
  items: [FROZEN_ITEM],
};

/** A run of before these were kept has no settings. */
const SETTINGS = {
  cutOff: maybe('20:00'),
  weekAfterDays: maybe(7),
  monthAfterDays: maybe(30),
  dueDays: maybe(byKey({ 'released-not-closed': 7 })),
  calendar: maybe({ from: orNull('2013-01-01'), to: orNull('2026-12-31'), digest: DIGEST }),
};

export const PROOF = {
  market: 'KQ-CTC',
  date: '2026-11-10',
  state: 'finished',
  dueAt: DUE_AT,
  enteredAt: orNull(DUE_AT),
  enqueuedAt: DUE_AT,
  claimedAt: orNull(DUE_AT),
  finishedAt: orNull(DUE_AT),
  worker: orNull('loomgate-1'),
  codeVersion: orNull('0.1.0'),
  attempts: [ATTEMPT],
  runId: orNull(RUN_ID),
  cutOffAt: orNull(DUE_AT),
  facts: orNull([{ fact: 'receipts', known: 11_204, arrivedAfter: 3 }]),
  settings: orNull(SETTINGS),
  result: orNull(COUNTS),
  excluded: orNull([EXCLUDED]),
  digest: orNull(DIGEST),
  digestEncoding: 'SHA-256 (hex) of UTF-8 lines joined by LF, each a JSON array …',
  verification: orNull({ recomputed: DIGEST, valid: true }),
  signOffs: [SIGN_OFF],
};
