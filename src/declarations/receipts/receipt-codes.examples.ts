import { nullOr } from '../../platform/http/description/example.js';

/** Answers as the API description shows them. */
export const MAPPING = {
  id: '019a95e2-4c00-7000-8000-000000000011',
  channel: 'single-window',
  code: 'Q9',
  meaning: 'information',
  name: '无纸化审结',
  validFrom: '2021-01-01',
  validTo: nullOr('2029-12-31'),
};

export const ASSIGNED = {
  receiptId: '019a95e2-4c00-7000-8000-000000000012',
  declarationId: '019a95e2-4c00-7000-8000-000000000013',
  result: 'applied',
};

export const DISMISSED = { receiptId: '019a95e2-4c00-7000-8000-000000000012', result: 'dismissed' };

export const RECEIPT_CODE_BODY = {
  channel: 'single-window',
  code: 'Q9',
  meaning: 'information',
  name: '无纸化审结',
  validFrom: '2021-01-01',
};

export const ASSIGN_BODY = { declarationId: ASSIGNED.declarationId };
