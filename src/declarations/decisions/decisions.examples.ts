import { maybe, nullOr, orNull } from '../../platform/http/description/example.js';

const DECLARATION_ID = '019a95e2-4c00-7000-8000-000000000025';

export const DECISIONS_BODY = {
  preview: false,
  decisions: [{ declarationId: DECLARATION_ID, action: 'accept', reason: '单证齐全' }],
};

/** One result a decision, in order. */
export const DECISION_RESULTS = {
  preview: false,
  done: 1,
  skipped: 1,
  results: [
    {
      ...{ declarationId: DECLARATION_ID, action: 'accept', result: 'done', status: orNull('accepted') },
      ...{ revision: orNull(4), receiptId: maybe('019a95e2-4c00-7000-8000-000000000031') },
    },
    {
      ...{ declarationId: '019a95e2-4c00-7000-8000-000000000026', action: 'release', result: 'skipped' },
      ...{ why: 'held', message: 'A container of it is held.', status: nullOr('accepted'), revision: nullOr(3) },
    },
  ],
};
