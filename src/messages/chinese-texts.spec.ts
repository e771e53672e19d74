import { ADMINISTRATION } from './administration.js';
import { FILES } from './files.js';
import { EMAIL_TEMPLATES } from './email-templates.js';
import type { Entry } from './entry.js';
import { MESSAGES } from './index.js';
import { OPEN_ITEM_NAMES } from './open-items.js';
import { QUERIES } from './queries.js';
import { REQUESTS } from './requests.js';
import { SESSIONS } from './sessions.js';
import { SHAPES } from './shapes.js';
import { STATES } from './states.js';
import { say, WORDS } from './words.js';
import { CHOICES, CODE_TABLE_NAMES } from './choices.js';
import { FIELD_NAMES } from './field-names.js';

/** What Chinese readers of the trade write in Latin letters themselves: currencies, terms, standards, formats of files, examples of values. */
const OF_THE_TRADE = new Set(
  `USD CNY EUR FOB CIF CFR C F I EXW ISO GB DCSA NGA HKG MAC TWN NGA036 KQ-CTC O S V Z U J i-1 mod
   CSV xlsx xls Excel JSON XML UTF-8 UTF-16 BOM GB18030 ASCII RFC UUID HTTP https YYYY-MM-DD YYYY-MM W47 T09 notice example.com`.split(
    /\s+/,
  ),
);
/** What only the author of a program can have got wrong, who knows it by these names alone. */
const OF_PROGRAMS = new Set(
  `nextCursor asOf Authorization Bearer Basic docs Accept If-Match ETag Idempotency-Key DATABASE_URL npm run cli migrate GET
   v1/session v1/me mergedFirms Acting-For X-CSRF-Token csrfToken multipart/form-data boundary Content-Type file true false id limit cursor`.split(
    /\s+/,
  ),
);
const FOR_PROGRAMS = new Set([
  ...Object.keys({ ...QUERIES, ...REQUESTS, ...SHAPES, ...SESSIONS, ...FILES }),
  'acting-for-unknown',
]);

const latinIn = (text: string): string[] =>
  [...text.replace(/\{\w+\}/g, '').matchAll(/[A-Za-z][A-Za-z0-9_./-]*[A-Za-z0-9]|[A-Za-z]/g)].map(([word]) => word);

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) yield* textsIn(each);
}

/** The names that values have in Chinese; without the code that stands beside some of them. */
const CHINESE_NAMES = [
  ...Object.entries(WORDS).flatMap(([table, words]) =>
    Object.keys(words).map((value) => say(table as keyof typeof WORDS, value, 'zh').replace(`（${value}）`, '')),
  ),
  ...Object.values(CHOICES),
  ...Object.values(CODE_TABLE_NAMES),
  ...Object.values(FIELD_NAMES).map(([zh]) => zh),
];

const entries = Object.entries(MESSAGES) as [string, Entry][];

describe('Chinese texts', () => {
  it.each(entries)('of %s have no English code in a sentence', (code, { zh, source, doubt }) => {
    const isKnown = (word: string) => OF_THE_TRADE.has(word) || (FOR_PROGRAMS.has(code) && OF_PROGRAMS.has(word));
    const texts = [...textsIn(zh), ...textsIn(source?.zh), ...textsIn(doubt?.zh)];
    expect(texts.flatMap(latinIn).filter((word) => !isKnown(word))).toEqual([]);
  });

  it('of e-mails, of open items and of words have none either', () => {
    const texts = [...textsIn(EMAIL_TEMPLATES.zh), ...textsIn(OPEN_ITEM_NAMES.zh), ...CHINESE_NAMES];
    expect(texts.flatMap(latinIn).filter((word) => !OF_THE_TRADE.has(word))).toEqual([]);
  });

  it('allow no word that none of them uses', () => {
    const used = new Set(
      entries.flatMap(([, { zh, source, doubt }]) => [...textsIn([zh, source?.zh, doubt?.zh])].flatMap(latinIn)),
    );
    const inWords = [...textsIn(EMAIL_TEMPLATES.zh), ...CHINESE_NAMES].flatMap(latinIn);
    for (const word of inWords) used.add(word);
    expect([...OF_THE_TRADE, ...OF_PROGRAMS].filter((word) => !used.has(word))).toEqual([]);
  });
});

describe('what nobody has verified', () => {
  it.each(entries)('is said of %s to administrators alone', (_, { zh, en, source, doubt }) => {
    for (const text of textsIn([zh, en, source])) expect(text).not.toMatch(/未核实|unverified/i);
    if (!doubt) return;
    expect(doubt.zh).toContain('未核实');
    expect(doubt.en).toContain('unverified');
    // A doubt is about something: the act is cited to everybody.
    expect(source).toBeDefined();
  });
});

describe('English texts', () => {
  const ofPeople = entries.filter(
    ([code]) => !FOR_PROGRAMS.has(code) && !(code in STATES) && !(code in ADMINISTRATION),
  );

  it.each(ofPeople)('of %s have no name of a field of the API, and no address', (_, { en, source, doubt }) => {
    for (const text of textsIn([en, source?.en, doubt?.en])) {
      expect(text.replace(/\{\w+\}/g, '')).not.toMatch(/\b[a-z]+[A-Z]\w*|\/v1\/|\b(?:GET|PUT|POST|DELETE) /);
    }
  });
});
