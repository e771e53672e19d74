import { PERIOD_RUN } from '../clearance/clearance.examples.js';
import { byKey, orNull } from '../platform/http/example.js';

/** Answers as the API description shows them. */
export const SETTLEMENT_ASKED = { week: '2026-W46', ...PERIOD_RUN, kind: 'weekly-settlement', period: '2026-W46' };

const figures = (declarations: number, valueCny: string, valueUsd: string) => ({
  ...{ declarations, containers: 2, valueCny, valueUsd },
});

/** A statement without its lines; broker null is the market. */
export const SETTLEMENT = {
  id: '019a95e2-4c00-7000-8000-000000000047',
  market: 'KQ-CTC',
  week: '2026-W46',
  broker: orNull('019a95e2-4c00-7000-8000-000000000048'),
  brokerName: orNull('柯桥甲报关行'),
  digest: 'd258799de13e738ab3a160b8817383278062523a2f1a6be9c8c960c1c56257d4',
  finishedAt: '2026-11-15T22:00:00.000Z',
  closed: figures(2, '1470.10', '210.01'),
  declared: figures(3, '1540.20', '220.02'),
  released: figures(3, '1540.20', '220.02'),
  openItems: {
    total: 5,
    byKind: byKey({ 'fx-receipt-missing': 2, 'released-not-closed': 1, 'exemption-filing-due': 2 }),
  },
  adjustments: { declarations: 0, valueCny: '0.00', valueUsd: '0.00' },
};

export const STATEMENT = {
  ...SETTLEMENT,
  lines: [
    {
      line: 'week',
      ofWeek: '2026-W46',
      country: 'KEN',
      declarations: 1,
      valueCny: '70.10',
      valueUsd: '10.01',
      netWeightKg: '2.5',
      countryName: 'Kenya',
    },
  ],
};

/** The lines of a statement as a file. */
export const STATEMENT_FILE =
  'market,week,broker,line,of_week,country,declarations,value_cny,value_usd\r\nKQ-CTC,2026-W46,…,week,2026-W46,KEN,1,70.10,10.01\r\n';
