import { maybe, nullOr, orNull } from '../../platform/http/description/example.js';

/** What the channel sends. */
export const RECEIPTS_BODY = {
  receipts: [
    {
      channel: 'single-window',
      reference: 'DC-20211228-0001',
      entryId: '290620210000000902',
      code: 'L',
      text: '海关已接受申报',
      eventTime: '2021-12-28T14:00:00+08:00',
    },
  ],
};

const DECLARATION_ID = '019a95e2-4c00-7000-8000-000000000025';

const FINDING = {
  code: 'entry-id-invalid',
  severity: 'warning',
  pointer: '/entryId',
  message:
    'The customs number "2906 2021 0" is not 18 digits of office (4), year (4), import/export flag (1) and serial (9).',
  remedy: 'Copy all 18 digits from the customs receipt (not the Single Window number given before).',
  source: maybe('GACC Announcement 2019 No. 18.'),
};

/** One result a receipt. */
export const RESULTS = {
  results: [
    {
      ...{ result: 'applied', receiptId: maybe('019a95e2-4c00-7000-8000-000000000031'), declarationId: DECLARATION_ID },
      ...{ effect: orNull({ from: 'submitted', to: 'accepted' }), toldBy: orNull('channel') },
    },
    {
      ...{ result: 'duplicate', reason: 'target-unknown', receiptId: '019a95e2-4c00-7000-8000-000000000029' },
      ...{ effect: nullOr({ from: 'submitted', to: 'accepted' }), toldBy: orNull('channel') },
    },
    {
      ...{ result: 'parked', reason: 'target-unknown', receiptId: '019a95e2-4c00-7000-8000-000000000029' },
      ...{ effect: nullOr({ from: 'submitted', to: 'accepted' }), toldBy: orNull('channel') },
    },
    {
      result: 'applied',
      effect: nullOr({ from: 'submitted', to: 'accepted' }),
      toldBy: orNull('channel'),
      receiptId: '019a95e2-4c00-7000-8000-000000000033',
      declarationId: DECLARATION_ID,
      findings: [FINDING],
    },
  ],
};

export const RECEIPT = {
  id: '019a95e2-4c00-7000-8000-000000000031',
  channel: 'single-window',
  code: 'L',
  text: orNull('海关已接受申报'),
  eventTime: '2021-12-28T06:00:00.000Z',
  receivedAt: '2021-12-28T06:00:02.000Z',
  declarationId: orNull(DECLARATION_ID),
  reference: orNull('DC-20211228-0001'),
  entryId: orNull('290620210000000902'),
  broker: nullOr('019a95e2-4c00-7000-8000-000000000026'),
  meaning: orNull('accepted'),
  parked: nullOr('code-unknown'),
  dismissedAt: nullOr('2021-12-28T07:00:00.000Z'),
  toldBy: orNull('channel'),
  findings: [FINDING],
};

export const PARKED_RECEIPT = {
  ...RECEIPT,
  code: 'q',
  meaning: nullOr('accepted'),
  parked: orNull('code-unknown'),
};
