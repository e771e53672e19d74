import { countryCodes, countryName } from '../../vocabulary/country.js';
import { currencyCodes, currencyName } from '../../vocabulary/currency.js';
import { KILOGRAM, UNITS } from '../../vocabulary/unit.js';
import { CUSTOMS_OFFICES } from '../../vocabulary/customs-office.js';
import type { SeedEntry } from './entry.js';
import { HS_CHAPTERS } from './hs-chapters.js';
import { HS_HEADINGS } from './hs-headings.js';
import { PACKAGE_TYPES } from './package-types.js';
import { TRADE_TERMS } from './trade-terms.js';
import { TRANSPORT_MODES } from './transport-modes.js';

const CUSTOMS_OFFICE_ENTRIES = CUSTOMS_OFFICES.map(({ code, zh, en, verified }): SeedEntry => ({
  table: 'customs-office',
  code,
  name: zh,
  nameEn: en,
  verified,
}));
const UNIT_ENTRIES = UNITS.map(({ code, zh, en }): SeedEntry => ({
  table: 'unit',
  code,
  name: zh,
  nameEn: en,
  verified: code === KILOGRAM,
}));
const CURRENCIES = currencyCodes().map((code): SeedEntry => ({
  table: 'currency',
  code,
  name: currencyName(code, 'zh'),
  nameEn: currencyName(code, 'en'),
  verified: true,
}));
const COUNTRIES = countryCodes().map((code): SeedEntry => ({
  table: 'country',
  code,
  name: countryName(code, 'zh'),
  nameEn: countryName(code, 'en'),
  verified: true,
}));

/** Every code a fresh installation starts with. */
export const SEED_ENTRIES: readonly SeedEntry[] = [
  ...CUSTOMS_OFFICE_ENTRIES,
  ...UNIT_ENTRIES,
  ...TRADE_TERMS,
  ...TRANSPORT_MODES,
  ...PACKAGE_TYPES,
  ...CURRENCIES,
  ...COUNTRIES,
  ...HS_CHAPTERS,
  ...HS_HEADINGS,
];
