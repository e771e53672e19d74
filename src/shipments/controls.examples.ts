/** Answers as the API description shows them. */
const SHIPMENT = '019a95e2-4c00-7000-8000-000000000001';

export const HELD = {
  id: '019a95e2-4c00-7000-8000-000000000002',
  reason: 'Weight differs from the packing list',
  owner: 'Inspection section 2',
  reviewOn: '2026-11-20',
  heldAt: '2026-11-18T02:00:00.000Z',
  heldBy: 'officer',
  release: null,
  shipmentId: SHIPMENT,
  status: 'in-centre',
  held: true,
  blockedBy: [
    {
      kind: 'hold',
      id: '019a95e2-4c00-7000-8000-000000000002',
      reason: 'Weight differs from the packing list',
      owner: 'Inspection section 2',
      reviewOn: '2026-11-20',
    },
    { kind: 'customs-not-released', status: 'in-centre' },
  ],
};

export const HOLD_RELEASED = {
  ...HELD,
  release: { reason: 'Weighed again: as declared', at: '2026-11-18T04:00:00.000Z', by: 'officer' },
  held: false,
  blockedBy: [
    { kind: 'customs-not-released', status: 'in-centre' },
    { kind: 'declaration', id: '019a95e2-4c00-7000-8000-000000000003', reference: 'DC-0001', status: 'returned' },
  ],
};

const step = (hour: string, note: string | null) => ({
  at: `2026-11-18T${hour}:00:00.000Z`,
  recordedAt: `2026-11-18T${hour}:00:00.000Z`,
  officer: 'officer',
  note,
});

export const INSPECTION_ORDERED = {
  id: '019a95e2-4c00-7000-8000-000000000004',
  state: 'ordered',
  openedNotResealed: false,
  finished: false,
  ordered: step('01', 'Selected by rule R-12'),
  opened: null,
  result: null,
  resealed: null,
  shipmentId: SHIPMENT,
  status: 'inspecting',
  blockedBy: [
    { kind: 'inspection', id: '019a95e2-4c00-7000-8000-000000000004', state: 'ordered' },
    { kind: 'customs-not-released', status: 'inspecting' },
  ],
};

export const INSPECTION_FINISHED = {
  ...INSPECTION_ORDERED,
  state: 'finished',
  finished: true,
  opened: step('02', 'Opened at lane 3'),
  result: { ...step('03', null), result: 'conforms', findings: 'Goods as declared', photoNames: ['lane3-0001.jpg'] },
  resealed: { ...step('04', 'Resealed after the inspection'), seal: 'CN002' },
  blockedBy: [{ kind: 'customs-not-released', status: 'inspecting' }],
};

export const SEALS = {
  history: [
    {
      seal: 'CN001',
      what: 'fitted',
      at: '2026-11-18T00:00:00.000Z',
      event: 'STUF',
      by: 'brokerA',
      why: null,
      location: null,
    },
    {
      seal: 'CN001',
      what: 'cut',
      at: '2026-11-18T02:00:00.000Z',
      event: 'STRP',
      by: 'officer',
      why: 'Opened at lane 3',
      location: null,
    },
    {
      seal: 'CN002',
      what: 'refitted',
      at: '2026-11-18T04:00:00.000Z',
      event: 'RSEA',
      by: 'officer',
      why: 'Resealed after the inspection',
      location: null,
    },
  ],
  alarms: [
    {
      seal: 'CN009',
      seenAt: '2026-11-18T06:00:00.000Z',
      event: 'GTOT',
      expected: ['CN002'],
      by: 'brokerA',
      location: 'Gate 1',
    },
  ],
  current: ['CN002'],
};
