import { anything, maybe, nullOr, orNull } from '../platform/http/description/example.js';

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
      settlementWeek: maybe('2021-W52'),
      chapter: maybe('54'),
      chapterName: maybe('Man-made filaments'),
      heading: maybe('5407'),
      headingName: maybe('Woven fabrics of synthetic filament yarn'),
      subheading: maybe('540752'),
      hsCode: maybe('5407520090'),
      hsCodeName: maybe('其他染色的纯聚酯变形长丝布'),
      consignor: maybe('91330621MA00000066'),
      consignorName: maybe('绍兴柯桥启航进出口有限公司'),
      customsOffice: maybe('2906'),
      customsOfficeName: maybe('绍兴海关'),
      exitOffice: maybe('3104'),
      exitOfficeName: maybe('北仑海关'),
      domesticSource: maybe('33069'),
      domesticSourceName: maybe('绍兴其他'),
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
  brokerName: '柯桥甲报关行',
  reference: orNull('DC-20211228-0001'),
  entryId: orNull('290620210000000902'),
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
      consignor: '91330621MA00000066',
      customsOffice: '2906',
      exitOffice: '3104',
      quantity: '12000',
      unit: '030',
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
  causes: maybe([
    {
      cause: 'late-closing',
      reason: 'closed, known late',
      value: '113127.87',
      netWeightKg: '6900',
      changes: 1,
      declarations: 1,
    },
  ]),
  items: maybe([
    {
      ...FACT,
      postedAt: '2022-01-03T03:00:00.000Z',
      version: 1,
      cause: 'late-closing',
      reason: 'closed, known late',
      amendment: nullOr(1),
      reasonCode: nullOr('misdeclared'),
    },
  ]),
  nextCursor: maybe(nullOr('WyIyMDIxLTAxLTA1Il0')),
};

/** What a file is, as CSV on the Web. */
export const METADATA = {
  '@context': anything(['http://www.w3.org/ns/csvw', { '@language': 'en' }]),
  url: '/v1/reports/export-value?from=2021-01-01&to=2021-12-31&format=csv',
  'dc:title': 'Export value (closed, CNY) 2021-01-01 to 2021-12-31',
  'dc:creator': 'Loomgate',
  'dc:modified': '2022-01-04T02:00:00.000Z',
  dialect: {
    encoding: 'utf-8',
    delimiter: ',',
    lineTerminators: ['\r\n'],
    header: true,
    quoteChar: '"',
    doubleQuote: true,
  },
  tableSchema: {
    columns: [
      {
        ...{ name: 'country', titles: 'country', datatype: { base: 'string', format: maybe('yyyy-MM-dd') } },
        ...{ 'dc:title': 'country', 'dc:description': 'Country of final destination of the item, ISO 3166-1 alpha-3.' },
      },
    ],
    primaryKey: ['country'],
  },
  'loomgate:question': anything({ from: '2021-01-01', to: '2021-12-31', currency: 'CNY', groupBy: ['country'] }),
  'loomgate:statements': [{ label: 'Currency', value: 'CNY' }],
  'loomgate:rates': [{ month: '2021-12', rates: [{ currency: 'USD', toCny: '6.3993', toUsd: '1' }] }],
  'loomgate:edition': nullOr('Yearbook 2021'),
  'loomgate:asOf': '2022-01-04T02:00:00.000Z',
  'loomgate:total': '12100000000.00',
  'loomgate:rows': 147,
  'loomgate:sha256': '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
};
