import codes from 'i18n-iso-countries/codes.json';
import english from 'i18n-iso-countries/langs/en.json';
import chinese from 'i18n-iso-countries/langs/zh.json';
import { CUSTOMS_NAMES, OTHER_NAMES, SPECIAL_NAMES } from './country-names.js';
import type { Language } from './language.js';

// The library's data are read, not its code: loading that registers some eighty languages in every process.

type LibraryNames = Readonly<Record<string, string | readonly string[]>>;
interface Country extends Record<Language, string> {
  alpha2: string;
  numeric: string;
  otherNames: readonly string[];
}

/** In the library's list, but not in ISO 3166-1. */
const NOT_ISO = new Set(['XK']);

const namesOf = (names: LibraryNames, alpha2: string): readonly string[] => {
  const found = names[alpha2];
  return found === undefined ? [] : typeof found === 'string' ? [found] : found;
};

const COUNTRIES: ReadonlyMap<string, Country> = new Map(
  codes
    .filter(([alpha2 = '']) => !NOT_ISO.has(alpha2))
    .map(([alpha2 = '', alpha3 = '', numeric = '']): [string, Country] => {
      const zh = namesOf(chinese.countries, alpha2);
      const en = namesOf(english.countries, alpha2);
      const customs = CUSTOMS_NAMES[alpha3];
      const otherNames = [...zh, ...en, ...(OTHER_NAMES[alpha3] ?? [])];
      return [
        alpha3,
        { alpha2, numeric, zh: customs?.zh ?? zh[0] ?? alpha3, en: customs?.en ?? en[0] ?? alpha3, otherNames },
      ];
    })
    .sort(([left], [right]) => (left < right ? -1 : 1)),
);

/** Letters and digits only: width, case, accents, blanks and punctuation differ from one list of countries to the next. */
const bare = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/^\s*the\s+/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');

const BY_CODE: ReadonlyMap<string, string> = new Map(
  [...COUNTRIES].flatMap(([alpha3, { alpha2, numeric }]) => [alpha3, alpha2, numeric].map((code) => [code, alpha3])),
);

/** A name that two countries share ("Congo") stands for none of them: a guess would move export value. */
const BY_NAME: ReadonlyMap<string, string | null> = [...COUNTRIES].reduce((index, [alpha3, { zh, en, otherNames }]) => {
  for (const name of [zh, en, ...otherNames].map(bare)) {
    const known = index.get(name);
    index.set(name, known === undefined || known === alpha3 ? alpha3 : null);
  }
  return index;
}, new Map<string, string | null>());

/** Whether the text is a country or region of ISO 3166-1 in three upper-case letters. */
export const isCountry = (alpha3: string): boolean => COUNTRIES.has(alpha3);

/** All alpha-3 codes, in order. */
export const countryCodes = (): string[] => [...COUNTRIES.keys()];

/** The name as Chinese customs writes it; the code itself when there is none, so that a report never shows an empty cell. */
export const countryName = (alpha3: string, language: Language): string =>
  COUNTRIES.get(alpha3)?.[language] ?? SPECIAL_NAMES[alpha3]?.[language] ?? alpha3;

/**
 * The alpha-3 code of what a list may call a country: alpha-3, alpha-2, ISO numeric (three digits), or a Chinese or
 * English name. Unknown and ambiguous names give null. The customs' own numbers of before 2018 (502 for the USA) are
 * not read: they overlap with ISO's and would silently name another country.
 */
export const toAlpha3 = (text: string): string | null => {
  const name = text.slice(0, 100).trim();
  return BY_CODE.get(name.normalize('NFKC').toUpperCase()) ?? BY_NAME.get(bare(name)) ?? null;
};
