import { orNull } from '../../platform/http/description/example.js';

const DECLARATION_ID = '019a95e2-4c00-7000-8000-000000000025';

export const FILING = {
  declarationId: DECLARATION_ID,
  filedOn: '2021-12-31',
  taxReference: 'TAX-1',
  recordedAt: '2021-12-31T12:00:00.000Z',
};

export const PAYMENT = {
  id: '019a95e2-4c00-7000-8000-000000000036',
  declarationId: DECLARATION_ID,
  receivedOn: '2021-12-30',
  amount: '1500.00',
  currency: 'USD',
  bankReference: 'BANK-1',
  recordedAt: '2021-12-31T12:00:00.000Z',
  valueUsd: orNull('1500.00'),
};

export const FILING_BODY = { filedOn: '2021-12-31', taxReference: 'TAX-1' };

export const PAYMENT_BODY = { receivedOn: '2021-12-30', amount: '1500.00', currency: 'USD', bankReference: 'BANK-1' };
