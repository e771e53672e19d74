import { maybe, nullOr, orNull } from '../platform/http/description/example.js';

/** Answers as the API description shows them. */
const DATES = {
  version: 1,
  validFrom: orNull('2027-01-01'),
  validTo: nullOr('2029-12-31'),
  refusesFrom: orNull('2027-04-01'),
  source: 'Notice of the market office of 18 November 2026',
};

export const TRADE_RULES = [
  {
    code: 'buyer-document-missing',
    severity: 'warning',
    inForce: true,
    message: 'The document number of the buyer is missing.',
    remedy: "Enter the number of the buyer's passport or company registration (buyer.documentNumber).",
    source: 'GACC Announcement 2014 No. 54 (remarks: name, nationality and document number of the buyer).',
    doubt: maybe(orNull('Whether it holds today is unverified.')),
    dates: DATES,
  },
  {
    code: 'net-above-gross',
    severity: 'error',
    inForce: true,
    message: 'The net weight is above the gross weight.',
    remedy: 'Check the weighing slip and the packing list: gross weight is net weight plus packing.',
    source: 'GACC Announcement 2019 No. 18, Art. 24 to 26 (packages, gross and net weight).',
    doubt: maybe(orNull('Whether it holds today is unverified.')),
    dates: null,
  },
];

export const TRADE_RULE_VERSION = {
  code: 'buyer-document-missing',
  ...DATES,
  since: '2026-11-18',
  createdAt: '2026-11-18T02:00:00.000Z',
  createdBy: 'admin',
};

export const TRADE_RULE_BODY = {
  code: 'buyer-document-missing',
  validFrom: '2027-01-01',
  refusesFrom: '2027-04-01',
  source: DATES.source,
};
