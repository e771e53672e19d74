import { nullOr, orNull } from '../../platform/http/description/example.js';

/** Answers as the API description shows them. */
const SHIPMENT = '019a95e2-4c00-7000-8000-000000000001';
const INSPECTION_ID = '019a95e2-4c00-7000-8000-000000000004';

export const HOLD = {
  id: '019a95e2-4c00-7000-8000-000000000002',
  reason: 'Weight differs from the packing list',
  owner: 'Inspection section 2',
  reviewOn: '2026-11-20',
  heldAt: '2026-11-18T02:00:00.000Z',
  heldBy: 'officer',
  release: nullOr({ reason: 'Weighed again: as declared', at: '2026-11-18T04:00:00.000Z', by: 'officer' }),
};

/** Every kind of release blocker. */
export const BLOCKERS = [
  { kind: 'hold', id: HOLD.id, reason: HOLD.reason, owner: HOLD.owner, reviewOn: HOLD.reviewOn },
  { kind: 'inspection', id: INSPECTION_ID, state: 'ordered' },
  { kind: 'opened-not-resealed', since: '2026-11-18T02:00:00.000Z' },
  { kind: 'customs-not-released', status: 'in-centre' },
  { kind: 'declaration', id: '019a95e2-4c00-7000-8000-000000000003', reference: 'DC-0001', status: 'returned' },
  { kind: 'declarations-of-others', count: 1, worstStatus: orNull('draft') },
];

export const HELD = { ...HOLD, shipmentId: SHIPMENT, status: 'in-centre', held: true, blockedBy: BLOCKERS };

export const HOLD_RELEASED = {
  ...HELD,
  release: { reason: 'Weighed again: as declared', at: '2026-11-18T04:00:00.000Z', by: 'officer' },
  held: false,
};

/** An officer's note. */
export const EXPLAINED = {
  ...{ id: '019a95e2-4c00-7000-8000-000000000006', shipmentId: SHIPMENT, kind: 'sealed-otherwise' },
  ...{ note: 'Sealed anew by the carrier, see its protocol', explainedAt: '2026-11-18T04:00:00.000Z' },
  explainedBy: 'officer',
};

const step = (hour: string, note: string) => ({
  at: `2026-11-18T${hour}:00:00.000Z`,
  recordedAt: `2026-11-18T${hour}:00:00.000Z`,
  officer: 'officer',
  note: orNull(note),
});

const STEPS = {
  opened: step('02', 'Opened at lane 3'),
  result: {
    ...step('03', 'Twelve cartons'),
    result: orNull('conforms'),
    findings: orNull('Goods as declared'),
    photoNames: ['lane3-0001.jpg'],
  },
  resealed: { ...step('04', 'Resealed after the inspection'), seal: orNull('CN002') },
};

/** An inspection at any stage; a step may be recorded before its order. */
export const INSPECTION = {
  id: INSPECTION_ID,
  state: 'ordered',
  openedNotResealed: false,
  finished: false,
  ordered: orNull(step('01', 'Selected by rule R-12')),
  opened: nullOr(STEPS.opened),
  result: nullOr(STEPS.result),
  resealed: nullOr(STEPS.resealed),
};

export const INSPECTION_ORDERED = {
  ...INSPECTION,
  shipmentId: SHIPMENT,
  status: 'inspecting',
  blockedBy: BLOCKERS,
};

export const INSPECTION_OPENED = {
  ...INSPECTION_ORDERED,
  state: 'opened',
  openedNotResealed: true,
  opened: STEPS.opened,
};

export const INSPECTION_FINISHED = {
  ...INSPECTION_ORDERED,
  state: 'finished',
  finished: true,
  opened: orNull(STEPS.opened),
  result: orNull(STEPS.result),
  resealed: orNull(STEPS.resealed),
};

export const SEALS = {
  history: [
    {
      seal: orNull('CN001'),
      what: 'fitted',
      at: orNull('2026-11-18T00:00:00.000Z'),
      event: orNull('STUF'),
      by: orNull('brokerA'),
      why: nullOr('Opened at lane 3'),
      location: nullOr('Gate 1'),
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
  ],
  alarms: [
    {
      seal: 'CN009',
      seenAt: '2026-11-18T06:00:00.000Z',
      event: 'GTOT',
      expected: ['CN002'],
      by: 'brokerA',
      location: orNull('Gate 1'),
    },
  ],
  current: ['CN002'],
};
