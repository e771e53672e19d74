import { anything, nullOr } from '../platform/http/description/example.js';

/** Answers as the API description shows them. */
export const CODE_TABLE = { table: 'customs-office', codes: 13 };

export const CODE = {
  code: 'CFR',
  name: '成本加运费(C&F)',
  nameEn: 'Cost and freight (C&F)',
  validFrom: '2000-01-01',
  validTo: nullOr('2029-12-31'),
  verified: true,
  attributes: anything({ customsCode: '2' }),
};

export const CODE_EDITION = {
  table: 'hs-code',
  year: 2026,
  source: 'Tariff of 2026',
  codes: 1,
  revision: 1,
  putAt: '2026-01-05T02:00:00.000Z',
  putBy: 'admin',
};

export const CODE_TABLE_BODY = {
  source: CODE_EDITION.source,
  entries: [{ code: '5407520000', name: '染色的聚酯变形长丝机织物', unit1: '030', unit2: '035' }],
};

export const MONTH_RATES = {
  month: '2021-12',
  revision: 1,
  setAt: '2021-11-17T02:00:00.000Z',
  rates: [
    { currency: 'USD', toCny: '6.3935', toUsd: '1' },
    { currency: 'EUR', toCny: '7.234', toUsd: '1.1315' },
  ],
};

export const HS_RULE = {
  id: '019a95e2-4c00-7000-8000-000000000011',
  prefix: '5407',
  flag: 'inspection',
  validFrom: '2021-01-01',
  validTo: nullOr('2021-06-30'),
  refusesFrom: nullOr('2021-04-01'),
  source: 'Announcement 2020-1',
  revision: 1,
};

export const RATES_BODY = { rates: MONTH_RATES.rates };

export const HS_RULE_BODY = {
  prefix: '5407',
  flag: 'inspection',
  validFrom: '2021-01-01',
  source: 'Announcement 2020-1',
};

export const END_HS_RULE_BODY = { validTo: '2021-06-30', source: 'Announcement 2021-7' };
