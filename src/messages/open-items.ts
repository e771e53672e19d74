import type { Language } from '../vocabulary/language.js';
import { KINDS, OPEN_ITEM_KINDS, type OpenItemKind } from '../vocabulary/open-item-kinds.js';

const namesIn = (language: Language) =>
  Object.fromEntries(OPEN_ITEM_KINDS.map((kind) => [kind, KINDS[kind].name[language]])) as Record<OpenItemKind, string>;

/** What a kind of open item is called, on paper, in mails and in files. */
export const OPEN_ITEM_NAMES: Readonly<Record<Language, Readonly<Record<OpenItemKind, string>>>> = {
  zh: namesIn('zh'),
  en: namesIn('en'),
};
