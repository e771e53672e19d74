/** Answers as the API description shows them. */
export const MAPPING = {
  id: '019a95e2-4c00-7000-8000-000000000011',
  channel: 'single-window',
  code: 'J',
  meaning: 'accepted',
  name: '无纸化审结',
  validFrom: '2021-01-01',
  validTo: null,
};

export const MAPPINGS = { items: [MAPPING], nextCursor: null };

export const ASSIGNED = {
  receiptId: '019a95e2-4c00-7000-8000-000000000012',
  declarationId: '019a95e2-4c00-7000-8000-000000000013',
  result: 'applied',
};

export const DISMISSED = { receiptId: '019a95e2-4c00-7000-8000-000000000012', result: 'dismissed' };
