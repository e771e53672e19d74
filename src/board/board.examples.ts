import { EXCLUDED_FIRM, OPEN_ITEM } from '../open-items/open-items.examples.js';
import { orNull, shown } from '../platform/http/description/example.js';
import { openItemFigures } from './domain/figures.js';

const FIGURES = openItemFigures(
  [
    { kind: 'submitted-without-receipt', level: 'day', n: 9, overdue: 0 },
    { kind: 'submitted-without-receipt', level: 'month', n: 1, overdue: 1 },
    { kind: 'released-not-closed', level: 'week', n: 31, overdue: 4 },
  ],
  '2026-11-18T02:00:00.000Z',
);

const NAMED_ITEM = { ...OPEN_ITEM, brokerName: orNull('绍兴柯桥启航报关有限公司') };

/** How a market stands. */
export const BOARD = {
  market: 'KQ-CTC',
  at: '2026-11-18T02:00:00.000Z',
  day: '2026-11-18',
  declarations: {
    total: 42,
    byStatus: { submitted: 9, accepted: 12, inspecting: 2, released: 14, closed: 4, returned: 1, cancelled: 0 },
    byLane: { green: 30, blue: 5, yellow: 4, red: 3 },
    laneLoweringsWaiting: 1,
  },
  shipments: {
    total: 18,
    arrived: 6,
    held: 1,
    sealAlarms: 1,
    arrivedByHour: [0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    byStatus: {
      ...{ planned: 3, stuffed: 2, 'in-centre': 4, inspecting: 2, released: 1, 'left-centre': 3, loaded: 2 },
      departed: 1,
    },
  },
  openItems: FIGURES,
  oldestWaiting: [NAMED_ITEM],
  alarms: [NAMED_ITEM],
  trend: [
    {
      day: '2026-11-17',
      total: orNull(38),
      byKind: orNull([{ kind: 'released-not-closed', total: orNull(31) }]),
    },
  ],
  excluded: [EXCLUDED_FIRM],
};

export const BOARD_STREAM = `retry: 2000\n\nid: 5b2c0d1e9f3a4c77\ndata: ${JSON.stringify(shown(BOARD))}\n\n: \n\n`;
