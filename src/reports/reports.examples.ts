import { maybe, nullOr, orNull } from '../platform/http/description/example.js';

const ASKED = {
  from: '2021-01-01',
  to: '2021-12-31',
  currency: 'CNY',
  basis: 'closed',
  asOf: '2022-01-04T02:00:00.000Z',
};

/** A report; a row carries the dimensions that were asked for, each that has one with its name. */
export const REPORT = {
  ...ASKED,
  groupBy: ['country'],
  total: '12100000000.00',
  declarations: 91234,
  countries: 147,
  netWeightKg: '400250000',
  change: orNull('0.2110'),
  rows: [
    {
      country: maybe('NGA'),
      countryName: maybe('Nigeria'),
      month: maybe('2021-12'),
      week: maybe('2021-W51'),
      day: maybe('2021-12-28'),
      chapter: maybe('54'),
      chapterName: maybe('Man-made filaments'),
      market: maybe('KQ-CTC'),
      marketName: maybe('China Textile City, Keqiao, Shaoxing'),
      broker: maybe('019a95e2-4c00-7000-8000-000000000052'),
      brokerName: maybe('柯桥甲报关行'),
      currency: maybe('USD'),
      currencyName: maybe('US Dollar'),
      transportMode: maybe(orNull('2')),
      transportModeName: maybe(orNull('Water')),
      value: '1005510000.00',
      share: '0.0831',
      declarations: 5120,
      netWeightKg: '33000000',
      change: orNull('0.2110'),
    },
  ],
};

const FACT = {
  declarationId: '019a95e2-4c00-7000-8000-000000000054',
  day: '2021-12-30',
  country: 'NGA',
  countryName: 'Nigeria',
  market: 'KQ-CTC',
  broker: '019a95e2-4c00-7000-8000-000000000052',
  value: '113127.87',
  netWeightKg: '6900',
};

export const REPORT_LINES = {
  ...ASKED,
  total: '113127.87',
  declarations: 1,
  items: [
    {
      ...FACT,
      id: '019a95e2-4c00-7000-8000-000000000053',
      version: orNull(1),
      cause: orNull('closing'),
      postedAt: orNull('2021-12-30T05:00:00.000Z'),
      itemNumber: 1,
      hsCode: '5407520090',
      name: '涤纶染色布',
      chapter: '54',
      currency: 'USD',
      transportMode: '2',
    },
  ],
  nextCursor: nullOr('WyIyMDIxLTAxLTA1Il0'),
};

export const REPORT_CHANGES = {
  ...ASKED,
  since: '2022-01-01T00:00:00.000Z',
  totalBefore: '0.00',
  total: '113127.87',
  difference: '113127.87',
  items: [
    {
      ...FACT,
      postedAt: '2022-01-03T03:00:00.000Z',
      version: 1,
      cause: 'late-closing',
      reason: 'closed, known late',
      amendment: nullOr(1),
      reasonCode: nullOr('misdeclared'),
    },
  ],
  nextCursor: nullOr('WyIyMDIxLTAxLTA1Il0'),
};

/** The rows of a report as a file. */
export const REPORT_FILE = 'country,value,share,declarations\r\nNGA,1005510000.00,0.0831,5120\r\n';
