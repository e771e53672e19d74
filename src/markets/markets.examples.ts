import { byKey, nullOr, orNull } from '../platform/http/description/example.js';
import { followUpSettings } from './domain/follow-up-settings.js';

/** Answers as the API description shows them. */
export const MARKET = {
  code: 'KQ-CTC',
  name: '绍兴柯桥中国轻纺城',
  nameEn: 'China Textile City, Keqiao, Shaoxing',
  province: orNull('浙江'),
  batch: orNull(5),
  pilotYear: orNull(2020),
  codeVerified: false,
  customsOffice: orNull('2906'),
  rateBasis: 'declaration',
  cutOff: '20:00',
  followUpSince: orNull('2026-11-18'),
  settings: {
    ...followUpSettings({ customsOffices: ['2961'], exitOffices: ['3104'] }),
    dueDays: byKey(followUpSettings({}).dueDays),
  },
  validFrom: '2020-01-01',
  validTo: nullOr('2029-12-31'),
  revision: 2,
};

export const CALENDAR_DAY = {
  day: '2026-02-15',
  working: false,
  name: orNull('春节'),
  source: 'chinese-days 1.5.7, from the notices of the State Council',
};

export const CALENDAR_YEAR = { year: 2027, workingDays: 261, changed: 365 };

/** What is left out stays. */
export const MARKET_BODY = {
  cutOff: '19:30',
  rateBasis: 'declaration',
  followUpSince: '2026-11-18',
  settings: { dueDays: { 'left-not-loaded': 5 }, weekAfterDays: 5 },
};

export const CALENDAR_BODY = {
  holidays: [{ day: '2027-01-01', name: '元旦' }],
  makeUpDays: [{ day: '2027-01-02', name: '元旦' }],
  source: '国务院办公厅通知',
};
