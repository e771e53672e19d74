import i18next, { type i18n } from 'i18next';
import { useCallback, useSyncExternalStore } from 'react';
import type { ADMIN } from './admin';
import type { AMENDMENTS } from './amendments';
import type { ANALYST } from './analyst';
import type { AUDIT } from './audit';
import type { BROKER } from './broker';
import type { Entry } from './define';
import type { FOLLOW_UP } from './follow-up';
import type { FORM } from './form';
import type { GRID } from './grid';
import type { OFFICER } from './officer';
import type { OFFICER_PAGES } from './officer-pages';
import { SHELL } from './shell';
import { WORDS } from './words';

export type Language = 'zh' | 'en';
export type TextKey =
  | keyof typeof SHELL
  | keyof typeof WORDS
  | keyof typeof GRID
  | keyof typeof FORM
  | keyof typeof FOLLOW_UP
  | keyof typeof BROKER
  | keyof typeof OFFICER
  | keyof typeof OFFICER_PAGES
  | keyof typeof ANALYST
  | keyof typeof AMENDMENTS
  | keyof typeof ADMIN
  | keyof typeof AUDIT;
export type Params = Readonly<Record<string, string | number>>;
export type Translate = (key: TextKey, params?: Params) => string;

/** What `lang` and `Accept-Language` say. */
export const LANGUAGE_TAGS: Record<Language, string> = { zh: 'zh-CN', en: 'en' };
const STORED = 'loomgate.language';

const i18n: i18n = i18next.createInstance();
void i18n.init({
  lng: initialLanguage(),
  fallbackLng: false,
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  returnEmptyString: false,
});

/** Each desk brings its own texts with its chunk; those of shell and trade are always there. */
export function registerTexts(area: Readonly<Record<string, Entry>>): void {
  const zh: Record<string, string> = {};
  const en: Record<string, string> = {};
  for (const [key, [chinese, one, several]] of Object.entries(area)) {
    zh[key] = chinese;
    en[key] = several ?? one;
    if (several === undefined) continue;
    zh[`${key}_other`] = chinese;
    en[`${key}_one`] = one;
    en[`${key}_other`] = several;
  }
  i18n.addResourceBundle('zh', 'translation', zh, true, true);
  i18n.addResourceBundle('en', 'translation', en, true, true);
}
registerTexts(SHELL);
registerTexts(WORDS);

function initialLanguage(): Language {
  const stored = globalThis.localStorage?.getItem(STORED);
  if (stored === 'zh' || stored === 'en') return stored;
  return globalThis.navigator?.language?.toLowerCase().startsWith('en') ? 'en' : 'zh';
}

export const currentLanguage = (): Language => i18n.language as Language;

export function setLanguage(language: Language): void {
  globalThis.localStorage?.setItem(STORED, language);
  if (language !== currentLanguage()) void i18n.changeLanguage(language);
}

export function onLanguage(listener: () => void): () => void {
  i18n.on('languageChanged', listener);
  return () => i18n.off('languageChanged', listener);
}

/** Outside of components: toasts, titles, names of files. */
export const translate: Translate = (key, params) => i18n.t(key, { ...params });

export const hasText = (key: string): key is TextKey => i18n.exists(key);

export const useLanguage = (): Language => useSyncExternalStore(onLanguage, currentLanguage);

export function useT(): Translate {
  const language = useLanguage();
  return useCallback((key, params) => i18n.t(key, { ...params, lng: language }), [language]);
}
