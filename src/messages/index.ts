import type { Language } from '../vocabulary/language.js';
import type { Entry, MessageText } from './entry.js';
import { ADMINISTRATION } from './administration.js';
import { AMENDMENTS } from './amendments.js';
import { CODES } from './codes.js';
import { CONTAINERS } from './containers.js';
import { CORRECTIONS } from './corrections.js';
import { DECLARATIONS } from './declaration.js';
import { FILES } from './files.js';
import { FORM } from './form.js';
import { IDENTIFIERS } from './identifiers.js';
import { LANES } from './lanes.js';
import { NOTICES } from './notices.js';
import { QUERIES } from './queries.js';
import { RECEIPT_TEXTS } from './receipts.js';
import { REQUESTS } from './requests.js';
import { SESSIONS } from './sessions.js';
import { SHAPES } from './shapes.js';
import { SPLITTING } from './splitting.js';
import { STATES } from './states.js';
import { kindOfParam, say } from './words.js';

const ALL = {
  ...DECLARATIONS,
  ...IDENTIFIERS,
  ...CODES,
  ...FORM,
  ...SHAPES,
  ...FILES,
  ...QUERIES,
  ...REQUESTS,
  ...STATES,
  ...RECEIPT_TEXTS,
  ...ADMINISTRATION,
  ...SESSIONS,
  ...LANES,
  ...AMENDMENTS,
  ...CORRECTIONS,
  ...CONTAINERS,
  ...SPLITTING,
  ...NOTICES,
};

/** The name of anything the service can refuse or remark on. An entry without both languages does not compile. */
export type MessageCode = keyof typeof ALL;

/** Every code with its texts. */
export const MESSAGES: Readonly<Record<MessageCode, Entry>> = ALL;

/** Whether the text is a known code; stored findings of an older version may carry another. */
export const isMessageCode = (code: string): code is MessageCode => Object.hasOwn(MESSAGES, code);

const LONGEST_PARAM = 120;

/** Params quote what somebody typed: cut, and freed of what would spoil a line of a log, a table or a JSON document. */
const quoted = (value: string): string => {
  const clean = value.slice(0, LONGEST_PARAM * 2).replace(/[\p{Cc}\p{Cs}]/gu, ' ');
  const characters = [...clean];
  return characters.length > LONGEST_PARAM ? `${characters.slice(0, LONGEST_PARAM).join('')}…` : clean;
};

const PLACEHOLDER = /\{(\w+)\}/g;
const OPTIONAL_OR_PLACEHOLDER = /\[([^\]]*)\]|\{(\w+)\}/g;

type Params = Readonly<Record<string, string>>;

/** What a rule is called: its message without the particulars, and its code. */
function sayFinding(code: string, language: Language): string {
  if (!isMessageCode(code)) return code;
  const sentence = fill(code, MESSAGES[code][language].message, {}, language).replace(/[。.]$/, '');
  return language === 'zh' ? `${sentence}（${code}）` : `${sentence} (${code})`;
}

/** A param as the sentence has it. Of what somebody typed a part is enough; lists of ours are of no use when some are left out. */
function sayParam(code: MessageCode, name: string, params: Params, language: Language): string {
  const value = params[name] ?? '';
  const entry: Entry = MESSAGES[code];
  const kind = entry.said?.[name] ?? kindOfParam(name);
  if (kind === 'finding') return sayFinding(quoted(value), language);
  if (kind === 'findings')
    return value
      .split(', ')
      .map((each) => sayFinding(each, language))
      .join(language === 'zh' ? '；' : '; ');
  const said = say(kind, value, language, params['field']);
  return kind === 'choices' ? said : quoted(said);
}

const fill = (code: MessageCode, template: string, params: Params, language: Language): string => {
  const valueOf = (name: string): string | undefined =>
    Object.hasOwn(params, name) ? params[name] || undefined : undefined;
  const put = (_: string, name: string): string =>
    valueOf(name) === undefined ? '—' : sayParam(code, name, params, language);
  return template.replace(OPTIONAL_OR_PLACEHOLDER, (match: string, part: string | undefined, name: string) => {
    if (part === undefined) return put(match, name);
    const known = [...part.matchAll(PLACEHOLDER)].every(([, inner = '']) => valueOf(inner) !== undefined);
    return known ? part.replace(PLACEHOLDER, put) : '';
  });
};

/** The texts of a code in a language. A param that is empty or not given shows as a dash, or its optional part is left out. */
export const render = (code: MessageCode, params: Params | undefined, language: Language): MessageText => {
  const { message, remedy } = MESSAGES[code][language];
  return { message: fill(code, message, params ?? {}, language), remedy: fill(code, remedy, params ?? {}, language) };
};

/** Where a rule stands: which announcement, which article; null where its message names none, or none for this place. */
export function sourceOf(code: MessageCode, language: Language, place?: string): string | null {
  const { source, sourceAt } = MESSAGES[code];
  const isAbout = place === undefined || sourceAt === undefined || sourceAt.test(place);
  return isAbout ? (source?.[language] ?? null) : null;
}

/** What nobody has verified of the source, for administrators; null where nothing is in doubt. */
export const doubtOf = (code: MessageCode, language: Language): string | null =>
  MESSAGES[code].doubt?.[language] ?? null;

/** Where the service helps further, relative to the address of what the rule is about; null for most. */
export const seeOf = (code: MessageCode): string | null => MESSAGES[code].see ?? null;
