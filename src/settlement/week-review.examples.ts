/** Answers as the API description shows them. */
const FIRM = { broker: '019a95e2-4c00-7000-8000-00000000000a', brokerName: '柯桥甲报关行' };
const sums = (declarations: number, valueCny: string, valueUsd: string) => ({ declarations, valueCny, valueUsd });
const stage = (declarations: number, containers: number, values: readonly [string, string]) => ({
  ...sums(declarations, ...values),
  containers,
});

export const BRIDGE = [
  { step: 'not-released', from: 'declared', to: 'released', ...sums(0, '0.00', '0.00') },
  { step: 'declared-earlier', from: 'declared', to: 'released', ...sums(0, '0.00', '0.00') },
  { step: 'not-closed', from: 'released', to: 'closed', ...sums(-1, '-70.10', '-10.01') },
  { step: 'released-earlier', from: 'released', to: 'closed', ...sums(0, '0.00', '0.00') },
  { step: 'book-differs', from: 'released', to: 'closed', ...sums(0, '0.00', '0.00') },
  { step: 'late-closing', from: 'closed', to: 'settled', ...sums(0, '0.00', '0.00') },
  { step: 'amendment', from: 'closed', to: 'settled', ...sums(0, '0.00', '0.00') },
  { step: 'cancellation', from: 'closed', to: 'settled', ...sums(0, '0.00', '0.00') },
  { step: 'correction', from: 'closed', to: 'settled', ...sums(0, '0.00', '0.00') },
];

export const FIGURES = {
  declared: stage(3, 2, ['1540.20', '220.02']),
  released: stage(3, 2, ['1540.20', '220.02']),
  closed: stage(2, 2, ['1470.10', '210.01']),
  adjustments: sums(0, '0.00', '0.00'),
  settled: sums(2, '1470.10', '210.01'),
  bridge: BRIDGE,
  openItems: { total: 1, byKind: { 'released-not-closed': 1 } },
  releasedNotClosed: [
    { age: '0-7', ...sums(1, '70.10', '10.01') },
    { age: '8-14', ...sums(0, '0.00', '0.00') },
    { age: '15-30', ...sums(0, '0.00', '0.00') },
    { age: '31+', ...sums(0, '0.00', '0.00') },
  ],
};

export const LINES = [
  { line: 'week', ofWeek: '2026-W46', country: 'KEN', ...sums(1, '70.10', '10.01'), netWeightKg: '2.5' },
  { line: 'week', ofWeek: '2026-W46', country: 'NGA', ...sums(2, '1400.00', '200.00'), netWeightKg: '20' },
];

export const DIGEST = '5d41f4d4ffdf6b3c2f0a1f7f5f8b3e6b7b1a4c9c0c2f4f9c6f1e0d7a8b9c0d1e';

export const PREVIEW = {
  market: 'KQ-CTC',
  week: '2026-W46',
  computedAt: '2026-11-15T12:00:00.000Z',
  statement: { broker: null, brokerName: null, ...FIGURES, digest: DIGEST, lines: LINES },
  firms: [{ ...FIRM, ...FIGURES, digest: DIGEST }],
  parked: [],
};

export const RERUN = {
  id: '019a95e2-4c00-7000-8000-000000000001',
  market: 'KQ-CTC',
  week: '2026-W46',
  number: 1,
  reason: 'A closing receipt came after the settlement',
  differences: [
    {
      ...FIRM,
      frozenDigest: DIGEST,
      digest: DIGEST.replace('5d', '6e'),
      changes: [{ figure: 'closed.valueCny', frozen: '1470.10', now: '1540.20' }],
      reasons: [{ kind: 'booked', name: 'closing', bookedIn: '2026-W47', ...sums(1, '70.10', '10.01') }],
    },
  ],
  digest: DIGEST,
  madeAt: '2026-11-18T02:00:00.000Z',
  madeBy: 'officer',
};

export const PARKED = {
  ...FIRM,
  reason: 'book-differs',
  declarations: 1,
  declarationId: '019a95e2-4c00-7000-8000-000000000009',
  parkedAt: '2026-11-15T22:00:00.000Z',
  settlement: null,
};

export const STEP = {
  step: 'not-closed',
  from: 'released',
  to: 'closed',
  ...sums(-1, '-70.10', '-10.01'),
  items: [
    {
      declarationId: '019a95e2-4c00-7000-8000-000000000009',
      reference: 'DC-20261111-0001',
      entryId: '290620260000000001',
      broker: FIRM.broker,
      ...sums(-1, '-70.10', '-10.01'),
    },
  ],
  nextCursor: null,
};
