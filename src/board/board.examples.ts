import { EXCLUDED_FIRM, OPEN_ITEM } from '../open-items/open-items.examples.js';
import { shown } from '../platform/http/description/example.js';
import { openItemFigures } from './domain/figures.js';

const FIGURES = openItemFigures(
  [
    { kind: 'submitted-without-receipt', level: 'day', n: 9, overdue: 0 },
    { kind: 'submitted-without-receipt', level: 'month', n: 1, overdue: 1 },
    { kind: 'released-not-closed', level: 'week', n: 31, overdue: 4 },
  ],
  '2026-11-18T02:00:00.000Z',
);

/** How a market stands. */
export const BOARD = {
  market: 'KQ-CTC',
  at: '2026-11-18T02:00:00.000Z',
  day: '2026-11-18',
  declarations: {
    total: 42,
    byStatus: { submitted: 9, accepted: 12, inspecting: 2, released: 14, closed: 4, returned: 1, cancelled: 0 },
  },
  shipments: {
    total: 18,
    arrived: 6,
    held: 1,
    byStatus: {
      ...{ planned: 3, stuffed: 2, 'in-centre': 4, inspecting: 2, released: 1, 'left-centre': 3, loaded: 2 },
      departed: 1,
    },
  },
  openItems: FIGURES,
  oldestWaiting: [OPEN_ITEM],
  alarms: [OPEN_ITEM],
  excluded: [EXCLUDED_FIRM],
};

export const BOARD_STREAM = `retry: 2000\n\nid: 5b2c0d1e9f3a4c77\ndata: ${JSON.stringify(shown(BOARD))}\n\n: \n\n`;
