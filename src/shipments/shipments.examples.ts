import { nullOr, orNull } from '../platform/http/description/example.js';
import { BLOCKERS, HOLD, INSPECTION, SEALS } from './controls/controls.examples.js';

/** A visit as it is opened. */
export const SHIPMENT_BODY = {
  containerNumber: 'CSQU3054383',
  market: 'KQ-CTC',
  sizeType: '45G1',
  seals: ['CN001'],
  tareKg: '3800',
  billOfLading: 'COSU6123456780',
  vessel: '中远海运宇宙',
  voyage: '047W',
  reference: 'CONTAINER-0001',
};

export const EVENTS_BODY = {
  events: [
    {
      code: 'GTIN',
      eventTime: '2026-11-18T09:00:00+08:00',
      classifier: 'ACT',
      location: 'Supervision centre, lane 3',
      seal: 'CN001',
      note: 'Seal intact',
    },
  ],
};

export const CONTAINER_EVENTS_BODY = {
  events: [{ ...EVENTS_BODY.events[0], containerNumber: 'CSQU3054383', market: 'KQ-CTC' }],
};

export const SHIPMENT = {
  id: '019a95e2-4c00-7000-8000-000000000001',
  broker: orNull('019a95e2-4c00-7000-8000-000000000014'),
  containerNumber: 'CSQU3054383',
  containerNumberValid: true,
  market: 'KQ-CTC',
  customsOffice: orNull('2906'),
  sizeType: orNull('45G1'),
  seals: ['CN001'],
  tareKg: orNull('3800'),
  billOfLading: orNull('COSU6123456780'),
  vessel: orNull('中远海运宇宙'),
  voyage: orNull('047W'),
  reference: orNull('CONTAINER-0001'),
  status: 'in-centre',
  stuffedAt: orNull('2026-11-18T00:00:00.000Z'),
  arrivedAt: orNull('2026-11-18T01:00:00.000Z'),
  inspectionOrderedAt: nullOr('2026-11-18T02:00:00.000Z'),
  openedAt: nullOr('2026-11-18T03:00:00.000Z'),
  resealedAt: nullOr('2026-11-18T05:00:00.000Z'),
  releasedAt: nullOr('2026-11-18T06:00:00.000Z'),
  leftAt: nullOr('2026-11-18T07:00:00.000Z'),
  loadedAt: nullOr('2026-11-18T08:00:00.000Z'),
  departedAt: nullOr('2026-11-18T09:00:00.000Z'),
  visitEndedAt: nullOr('2026-11-18T09:00:00.000Z'),
  held: false,
  sealAlarm: false,
  revision: 2,
  createdAt: '2026-11-18T00:30:00.000Z',
  updatedAt: '2026-11-18T01:00:00.000Z',
};

export const RECORDED = {
  ...SHIPMENT,
  results: [{ code: 'GTIN', eventTime: '2026-11-18T01:00:00.000Z', result: 'applied' }],
};

export const CONTAINER_EVENTS = {
  results: [
    {
      containerNumber: 'CSQU3054383',
      market: 'KQ-CTC',
      code: 'GTIN',
      eventTime: '2026-11-18T01:00:00.000Z',
      result: 'applied',
      why: nullOr('visit-unknown'),
      message: nullOr('There is no visit of this container: CSQU3054383.'),
      remedy: nullOr('Compare number and market, or open its visit first.'),
      shipmentId: orNull('019a95e2-4c00-7000-8000-000000000001'),
      status: orNull('in-centre'),
    },
  ],
};

/** In a list; suggestions stand beside a wrong number. */
export const LISTED_SHIPMENT = { ...SHIPMENT, brokerName: orNull('柯桥甲报关行'), suggestions: ['CSQU3054383'] };

const DECLARATION = {
  id: '019a95e2-4c00-7000-8000-000000000003',
  reference: 'DC-0001',
  status: 'returned',
};

export const CONTAINER_PAGE = {
  ...SHIPMENT,
  suggestions: LISTED_SHIPMENT.suggestions,
  holds: [HOLD],
  inspections: [INSPECTION],
  declarations: [
    {
      ...DECLARATION,
      entryId: orNull('290620260000000902'),
      broker: SHIPMENT.broker,
      brokerName: orNull('柯桥甲报关行'),
      currency: orNull('USD'),
      lines: [
        {
          declarationId: DECLARATION.id,
          line: orNull(1),
          hsCode: orNull('5407520090'),
          name: orNull('涤纶染色布'),
          quantity: orNull('12000'),
          unit: orNull('030'),
          packages: orNull(160),
          grossWeightKg: orNull('7100'),
          netWeightKg: orNull('6900'),
          totalPrice: orNull('18600.00'),
          shared: false,
        },
      ],
      goodsLinesKnown: true,
    },
  ],
  others: { count: 0, waiting: 0, worstStatus: nullOr('draft') },
  blockedBy: BLOCKERS,
  events: [
    {
      id: '019a95e2-4c00-7000-8000-000000000022',
      code: 'GTIN',
      classifier: 'ACT',
      eventTime: '2026-11-18T01:00:00.000Z',
      location: orNull('Supervision centre, lane 3'),
      seal: orNull('CN001'),
      note: orNull('Seal intact'),
      receivedAt: '2026-11-18T01:00:01.000Z',
      by: orNull('brokerA'),
    },
  ],
  timeline: [
    {
      milestone: 'arrived',
      kind: 'equipment',
      codes: ['GTIN'],
      planned: nullOr('2026-11-18T00:00:00.000Z'),
      estimated: nullOr('2026-11-18T00:30:00.000Z'),
      actual: orNull('2026-11-18T01:00:00.000Z'),
    },
  ],
  sealAlarms: SEALS.alarms,
  totals: {
    declarations: 1,
    goodsLines: 1,
    packages: 160,
    grossWeightKg: '7100',
    netWeightKg: '6900',
    values: [{ currency: 'USD', value: '18600' }],
    grossWithTareKg: orNull('10900'),
    exact: true,
  },
  worst: orNull({ ...DECLARATION, why: orNull('Customs returned it; it waits to be filed again.') }),
};

/** The beginning of the list as a file. */
export const SHIPMENTS_FILE =
  'id,containerNumber,status,market,brokerName\r\n019a95e2-4c00-7000-8000-000000000042,CSQU3054383,in-centre,KQ-CTC,绍兴柯桥启航报关有限公司\r\n';
