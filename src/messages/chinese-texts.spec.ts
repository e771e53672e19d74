import { FILES } from './files.js';
import { EMAIL_TEMPLATES } from './email-templates.js';
import type { Entry } from './entry.js';
import { MESSAGES } from './index.js';
import { OPEN_ITEM_NAMES } from './open-items.js';
import { REQUESTS } from './requests.js';
import { SESSIONS } from './sessions.js';
import { SHAPES } from './shapes.js';
import { CHINESE_WORDS } from './words.js';

/** What Chinese readers of the trade write in Latin letters themselves: currencies, terms, standards, formats of files, examples of values. */
const OF_THE_TRADE = new Set(
  `USD CNY EUR FOB CIF CFR C F I EXW ISO GB DCSA NGA HKG MAC TWN NGA036 KQ-CTC O S V Z i-1 mod
   CSV xlsx xls Excel JSON XML UTF-8 UTF-16 BOM GB18030 ASCII RFC UUID HTTP https YYYY-MM-DD YYYY-MM W47 T09 notice example.com`.split(
    /\s+/,
  ),
);
/** What only the author of a program can have got wrong, who knows it by these names alone. */
const OF_PROGRAMS = new Set(
  `nextCursor asOf basis Authorization Bearer Basic docs Accept If-Match ETag Idempotency-Key DATABASE_URL npm run cli migrate GET
   v1/session v1/me mergedFirms Acting-For X-CSRF-Token csrfToken multipart/form-data boundary Content-Type file true false openapi.json id goodsLines`.split(
    /\s+/,
  ),
);
const FOR_PROGRAMS = new Set([...Object.keys({ ...REQUESTS, ...SHAPES, ...SESSIONS, ...FILES }), 'acting-for-unknown']);

const latinIn = (text: string): string[] =>
  [...text.replace(/\{\w+\}/g, '').matchAll(/[A-Za-z][A-Za-z0-9_./-]*[A-Za-z0-9]|[A-Za-z]/g)].map(([word]) => word);

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) yield* textsIn(each);
}

const entries = Object.entries(MESSAGES) as [string, Entry][];

describe('Chinese texts', () => {
  it.each(entries)('of %s have no English code in a sentence', (code, { zh, source, doubt }) => {
    const isKnown = (word: string) => OF_THE_TRADE.has(word) || (FOR_PROGRAMS.has(code) && OF_PROGRAMS.has(word));
    const texts = [...textsIn(zh), ...textsIn(source?.zh), ...textsIn(doubt?.zh)];
    expect(texts.flatMap(latinIn).filter((word) => !isKnown(word))).toEqual([]);
  });

  it('of e-mails, of open items and of words have none either', () => {
    const texts = [...textsIn(EMAIL_TEMPLATES.zh), ...textsIn(OPEN_ITEM_NAMES.zh), ...textsIn(CHINESE_WORDS)];
    expect(texts.flatMap(latinIn).filter((word) => !OF_THE_TRADE.has(word))).toEqual([]);
  });

  it('allow no word that none of them uses', () => {
    const used = new Set(
      entries.flatMap(([, { zh, source, doubt }]) => [...textsIn([zh, source?.zh, doubt?.zh])].flatMap(latinIn)),
    );
    const inWords = [...textsIn(EMAIL_TEMPLATES.zh), ...textsIn(CHINESE_WORDS)].flatMap(latinIn);
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
