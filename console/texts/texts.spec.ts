import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECK_RESULTS, CONTROLS } from '../../src/lanes/domain/lane-control.js';
import { COLOURS } from '../../src/lanes/domain/lane.js';
import { CODE_MEANINGS } from '../../src/declarations/domain/receipt-codes.js';
import { PARKED_REASONS } from '../../src/declarations/domain/status/parked-reasons.js';
import { EVENT_TYPES } from '../../src/domain-events/domain-event.js';
import { FIELD_NAMES } from '../../src/messages/field-names.js';
import { SLIPS } from '../../src/open-items/domain/month-close.js';
import { KINDS, OPEN_ITEM_KINDS } from '../../src/vocabulary/open-item-kinds.js';
import { NEXT_ACTORS } from '../../src/declarations/domain/status/waits.js';
import { STEPS } from '../../src/settlement/domain/statement.js';
import { VISIT_STATUSES } from '../../src/shipments/domain/visit-state.js';
import { EVENT_CODES } from '../../src/shipments/domain/event-codes.js';
import { PERSON_ROLES } from '../../src/access/domain/person-rules.js';
import { ADMIN } from './admin';
import { AMENDMENTS } from './amendments';
import { ANALYST } from './analyst';
import { AUDIT } from './audit';
import { BROKER } from './broker';
import type { Entry } from './define';
import { FOLLOW_UP } from './follow-up';
import { FORM } from './form';
import { GRID } from './grid';
import { OFFICER } from './officer';
import { OFFICER_PAGES } from './officer-pages';
import { SHELL } from './shell';
import { WORDS } from './words';

const AREAS = {
  ADMIN,
  AMENDMENTS,
  ANALYST,
  AUDIT,
  BROKER,
  FOLLOW_UP,
  FORM,
  GRID,
  OFFICER,
  OFFICER_PAGES,
  SHELL,
  WORDS,
};
const ENTRIES = Object.values(AREAS).flatMap((area) => Object.entries(area as Record<string, Entry>));
const TEXTS: Readonly<Record<string, Entry>> = Object.fromEntries(ENTRIES);

/** What Chinese readers write in Latin letters themselves: currencies, units, files and standards, keys of a keyboard, an example. */
const AS_WRITTEN = new Set(
  `CNY USD FOB HS kg W47 CSV PDF Excel JSON SDMX-CSV Parquet SHA-256 English CSQU3054383 Tab Enter Ctrl Alt D F2 F8 J K P V X Z`.split(
    ' ',
  ),
);
const latinIn = (text: string): string[] =>
  [...text.replace(/\{\{\w+\}\}/g, '').matchAll(/[A-Za-z][\w./-]*\w|[A-Za-z]/g)].map(([word]) => word);

const HAN = /\p{Script=Han}/u;
/** A language is called by its own name. */
const OWN_NAMES = new Set(['language.zh']);
const paramsOf = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

/** What a timeline says of amendments. */
const AMENDED = ['amendment-asked', 'amendment-accepted', 'amendment-rejected'];

const SOURCES = readdirSync('console', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/^(texts|dist)\/|\.spec\./.test(name))
  .map((name) => readFileSync(join('console', name), 'utf8'))
  .join('\n');
/** Keys that are named whole, and the beginnings of those that are put together: `report.view.${id}`, wordOf('lane', colour). */
const NAMED = new Set([...SOURCES.matchAll(/['"]([\w-]+(?:\.[\w-]+)+)['"]/g)].map(([, key]) => key ?? ''));
const BEGINNINGS = [
  // A moment of a timeline has its word in one of several areas (shared/declaration/happened.ts).
  'happened.',
  'parked.',
  ...[...SOURCES.matchAll(/`([\w-]+(?:\.[\w-]*)+)\$\{/g)].map(([, beginning = '']) => beginning),
  ...[...SOURCES.matchAll(/(?:wordOf|choices)\(\s*'([\w-]+)',\s*(?:`([\w-]*)\$\{)?/g)].map(
    ([, area = '', more = '']) => `${area}.${more}`,
  ),
];
const isShown = (key: string): boolean => NAMED.has(key) || BEGINNINGS.some((beginning) => key.startsWith(beginning));

describe('the texts of the console', () => {
  it('have one key each, whichever desk brings them', () => {
    const keys = ENTRIES.map(([key]) => key);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('say in English what they say in Chinese, without a Chinese letter and with the same blanks to fill', () => {
    const faults = ENTRIES.flatMap(([key, [zh, ...english]]) =>
      english.flatMap((en) => [
        HAN.test(en) && !OWN_NAMES.has(key) ? `${key}: ${en}` : '',
        paramsOf(english.at(-1) ?? en).join() === paramsOf(zh).join() ? '' : `${key}: other parameters`,
        en.trim() === '' && zh.trim() !== '' ? `${key}: empty` : '',
      ]),
    );
    expect(faults.filter(Boolean)).toEqual([]);
  });

  it.each([
    ['actor', NEXT_ACTORS],
    ['step', STEPS.map(({ step }) => step)],
    ['visit', VISIT_STATUSES],
    ['event', EVENT_CODES],
    ['role', PERSON_ROLES],
    ['parked', PARKED_REASONS],
    ['lane', COLOURS],
    ['control', CONTROLS],
    ['check', CHECK_RESULTS],
    ['webhooks.event', EVENT_TYPES],
    ['slips', SLIPS],
  ] as const)('have a word for every %s of the service', (area, values) => {
    expect(values.filter((value) => !(`${area}.${value}` in TEXTS))).toEqual([]);
  });

  it('call an open item what papers, mails and files call it', () => {
    const names = OPEN_ITEM_KINDS.map((kind) => [kind, [KINDS[kind].name.zh, KINDS[kind].name.en]]);
    expect(OPEN_ITEM_KINDS.map((kind) => [kind, TEXTS[`item.${kind}`]])).toEqual(names);
  });

  it('have a word for every moment of a timeline', () => {
    const moments = [...CODE_MEANINGS, ...PARKED_REASONS, 'submitted', ...AMENDED];
    const areas = ['status', 'parked', 'happened'];
    expect(moments.filter((what) => !areas.some((area) => `${area}.${what}` in TEXTS))).toEqual([]);
  });

  it('have no English code in a Chinese sentence', () => {
    const strange = ENTRIES.flatMap(([key, [zh]]) =>
      latinIn(zh)
        .filter((word) => !AS_WRITTEN.has(word))
        .map((word) => `${key}: ${word}`),
    );
    expect(strange).toEqual([]);
  });

  it('call a field what refusals call it', () => {
    const labels = ENTRIES.flatMap(([key, [zh]]) => {
      const [, area, name = ''] = /^(field|line-field)\.(?!line$)(.+)$/.exec(key) ?? [];
      const path = area === 'line-field' && name === 'name' ? 'goods.name' : name;
      return path in FIELD_NAMES ? [[path, zh]] : [];
    });
    expect(labels.length).toBeGreaterThan(60);
    expect(labels).toEqual(labels.map(([path = '']) => [path, FIELD_NAMES[path]?.[0]]));
  });

  it('are all shown somewhere', () => {
    const unused = ENTRIES.map(([key]) => key).filter((key) => !isShown(key));
    expect(unused).toEqual([]);
  });

  it('have a word for every status of declarations and containers', () => {
    const statuses = ['draft', 'submitted', 'accepted', 'inspecting', 'released', 'closed', 'returned', 'cancelled'];
    expect(statuses.filter((status) => !(`status.${status}` in TEXTS))).toEqual([]);
  });
});
