/** An answer as the API description shows it. */
export const FINDING_ACKNOWLEDGED = {
  declarationId: '019a95e2-4c00-7000-8000-000000000010',
  number: 1,
  code: 'near-ceiling',
  pointer: '/goods',
  reason: 'Prices compared with the contract',
  by: 'brokerA',
  at: '2026-11-18T02:00:00.000Z',
};
