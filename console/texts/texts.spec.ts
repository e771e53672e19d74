import { KINDS, OPEN_ITEM_KINDS } from '../../src/vocabulary/open-item-kinds.js';
import { PARKED_REASONS } from '../../src/declarations/domain/status/parked-reasons.js';
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

const HAN = /\p{Script=Han}/u;
/** A language is called by its own name. */
const OWN_NAMES = new Set(['language.zh']);
const paramsOf = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

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
  ] as const)('have a word for every %s of the service', (area, values) => {
    expect(values.filter((value) => !(`${area}.${value}` in TEXTS))).toEqual([]);
  });

  it('call an open item what papers, mails and files call it', () => {
    const names = OPEN_ITEM_KINDS.map((kind) => [kind, [KINDS[kind].name.zh, KINDS[kind].name.en]]);
    expect(OPEN_ITEM_KINDS.map((kind) => [kind, TEXTS[`item.${kind}`]])).toEqual(names);
  });

  it('have a word for every status of declarations and containers', () => {
    const statuses = ['draft', 'submitted', 'accepted', 'inspecting', 'released', 'closed', 'returned', 'cancelled'];
    expect(statuses.filter((status) => !(`status.${status}` in TEXTS))).toEqual([]);
  });
});
