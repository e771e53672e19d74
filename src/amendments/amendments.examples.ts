import { DECLARATION, DECLARATION_BODY } from '../declarations/reading/declarations.examples.js';
import { anything, maybe, nullOr, orNull } from '../platform/http/description/example.js';

/** Asks for another price of line 1. */
export const AMENDMENT_BODY = {
  kind: 'amend',
  reasonCode: 'misdeclared',
  reason: '单价录错',
  changes: { goodsByLine: [{ line: 1, totalPrice: '18000.00' }] },
};

export const DECISION_BODY = { accept: true, note: '同意' };

const declarationId = '019a95e2-4c00-7000-8000-000000000025';
const TOTALS = { declared: '18600.00', usd: '18600.00', cny: '118919.10', fobUsd: '17694.20', fobCny: '113127.87' };
const CHEAPER = { declared: '18000.00', usd: '18000.00', cny: '115083.00', fobUsd: '17096.00', fobCny: '109303.28' };
const CHANGE = { pointer: '/goods/line:1/totalPrice', before: anything('18600.00'), after: anything('18000.00') };

/** An amendment; brokers don't see who asked and who decided. */
export const AMENDMENT = {
  declarationId,
  number: 1,
  origin: 'broker',
  kind: 'amend',
  reasonCode: AMENDMENT_BODY.reasonCode,
  reason: AMENDMENT_BODY.reason,
  changes: orNull(anything(AMENDMENT_BODY.changes)),
  versionBefore: 1,
  askedAt: '2021-12-31T12:00:00.000Z',
  state: 'pending',
  decidedAt: nullOr('2021-12-31T13:00:00.000Z'),
  note: nullOr('同意'),
  versionAfter: nullOr(2),
  revision: 1,
  type: { code: '1', name: 'amendment asked for' },
  reasonName: 'declared wrongly',
  askedBy: maybe('brokerA'),
  decidedBy: maybe(nullOr('officer')),
};

export const DECIDED = {
  ...AMENDMENT,
  state: 'accepted',
  decidedAt: orNull('2021-12-31T13:00:00.000Z'),
  note: orNull('同意'),
  versionAfter: orNull(2),
  revision: 2,
};

export const PREVIEW = {
  possible: true,
  findings: DECLARATION.findings,
  changes: [CHANGE],
  status: { before: 'closed', after: 'closed' },
  version: { before: 1, after: 2 },
  totals: { before: orNull(TOTALS), after: orNull(CHEAPER) },
  statisticsDay: orNull('2021-12-30'),
  figures: [
    {
      month: '2021-12',
      country: 'NGA',
      countryName: 'Nigeria',
      cny: { before: '113127.87', after: '109303.28', delta: '-3824.59' },
      usd: { before: '17694.20', after: '17096.00', delta: '-598.20' },
    },
  ],
};

/** A version: `input` is what was sent, in the shape in which declarations are taken. */
export const VERSION = {
  version: 1,
  input: anything(DECLARATION_BODY),
  items: DECLARATION.items,
  totals: orNull(TOTALS),
  valuation: DECLARATION.valuation,
  replacedAt: orNull('2021-12-31T13:00:00.000Z'),
  since: orNull('2021-12-28T04:00:00.000Z'),
  amendment: nullOr(1),
};

export const DIFFERENCE = {
  declarationId,
  from: 1,
  to: 2,
  changes: [CHANGE],
  totals: { before: orNull(TOTALS), after: orNull(CHEAPER) },
};

export const REASON = {
  code: 'misdeclared',
  kind: 'amend',
  origins: ['broker', 'customs'],
  states: ['submitted', 'accepted', 'inspecting', 'released', 'closed'],
  statistics: 'correct',
  name: 'declared wrongly',
};
