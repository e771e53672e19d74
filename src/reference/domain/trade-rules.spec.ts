import { CODES } from '../../messages/codes.js';
import { DECLARATIONS } from '../../messages/declaration.js';
import { FORM } from '../../messages/form.js';
import { IDENTIFIERS } from '../../messages/identifiers.js';
import { SPLITTING } from '../../messages/splitting.js';
import {
  DATED_RULES,
  FIXED_RULES,
  forceOf,
  forceOn,
  governing,
  isDatedRule,
  reversedDays,
  type RuleVersion,
  sinceOf,
} from './trade-rules.js';

const CODE = 'buyer-document-missing';
const version = (number: number, since: string, days: Partial<RuleVersion>): RuleVersion => ({
  ...{ code: CODE, version: number, since, source: 'test' },
  ...{ validFrom: since, validTo: null, refusesFrom: null },
  ...days,
});

describe('the rules', () => {
  it('are each either fixed or dated, and all trade rules with messages are among them', () => {
    const known = [...Object.keys(FIXED_RULES), ...DATED_RULES];
    expect(new Set(known).size).toBe(known.length);
    // Not about what a declaration says: a name that is taken, and a number customs gives.
    const noTradeRules = ['reference-taken', 'entry-id-invalid'];
    // What a proposal to divide a declaration says is no rule either.
    const proposing = Object.keys(SPLITTING).filter((code) => code.startsWith('split-'));
    const codes = Object.keys({ ...DECLARATIONS, ...IDENTIFIERS, ...CODES, ...FORM, ...SPLITTING });
    expect([...known, ...noTradeRules, ...proposing].sort()).toEqual(codes.sort());
  });

  it('of the contract cannot be dated', () => {
    expect(['ceiling-exceeded', 'required-missing', 'hs-code-ineligible', 'constructor'].filter(isDatedRule)).toEqual(
      [],
    );
  });
});

describe('a rule that warns before it refuses', () => {
  const days = { validFrom: '2027-01-01', refusesFrom: '2027-04-01', validTo: '2027-12-31' };

  it.each([
    ['2026-12-31', null],
    ['2027-01-01', 'warning 2027-04-01'],
    ['2027-03-31', 'warning 2027-04-01'],
    ['2027-04-01', 'error null'],
    ['2027-12-31', 'error null'],
    ['2028-01-01', null],
  ])('on %s: %s', (day, expected) => {
    const force = forceOf(days, day);
    expect(force && `${force.severity} ${force.refusesFrom}`).toBe(expected);
  });

  it('only warns without a day from which it refuses, and refuses at once where both days are one', () => {
    expect(forceOf({ ...days, refusesFrom: null }, '2027-12-31')).toEqual({ severity: 'warning', refusesFrom: null });
    expect(forceOf({ ...days, refusesFrom: '2027-01-01' }, '2027-01-01')).toEqual({
      severity: 'error',
      refusesFrom: null,
    });
  });

  it('holds on no day when it is withdrawn', () => {
    expect(forceOf({ validFrom: null, validTo: null, refusesFrom: null }, '2027-06-01')).toBeNull();
  });
});

describe('the version to ask about a day', () => {
  const today = '2026-11-18';

  it.each([
    ['announced for later', '2027-01-01', '2026-11-18'],
    ['beginning today', '2026-11-18', '2026-11-18'],
    ['entered late', '2014-07-08', '2014-07-08'],
    ['withdrawn', null, '2026-11-18'],
  ])('%s: from %s, asked since %s', (_, validFrom, since) => expect(sinceOf(validFrom, today)).toBe(since));

  it.each<[string, RuleVersion[], [day: string, version: number | null][]]>([
    ['nothing', [], [['2027-01-01', null]]],
    [
      'one announcement, postponed: the first is forgotten from then on',
      [version(1, '2026-11-01', { validFrom: '2027-01-01' }), version(2, '2026-12-15', { validFrom: '2027-03-01' })],
      [
        ['2026-12-14', 1],
        ['2026-12-15', 2],
        ['2027-01-01', 2],
      ],
    ],
    [
      'a rule that held, then withdrawn: it still held then',
      [version(2, '2026-06-01', { validFrom: null }), version(1, '2026-01-01', {})],
      [
        ['2025-12-31', null],
        ['2026-05-31', 1],
        ['2026-06-01', 2],
      ],
    ],
    [
      'two versions of one day: the later one',
      [version(1, '2026-01-01', {}), version(3, '2026-01-01', {}), version(2, '2026-01-01', {})],
      [['2026-01-01', 3]],
    ],
  ])('of %s', (_, versions, expected) => {
    expect(expected.map(([day]) => [day, governing(versions, day)?.version ?? null])).toEqual(expected);
  });
});

describe('days in the wrong order', () => {
  it.each<[string, [string | null, string | null, string | null], string[]]>([
    ['in order', ['2027-01-01', '2027-02-01', '2027-03-01'], []],
    ['all one day', ['2027-01-01', '2027-01-01', '2027-01-01'], []],
    ['no end', ['2027-01-01', '2027-02-01', null], []],
    ['end before the beginning', ['2027-01-02', null, '2027-01-01'], ['/validTo']],
    ['refuses before it holds', ['2027-01-02', '2027-01-01', null], ['/refusesFrom']],
    ['refuses when it is over', ['2027-01-01', '2027-03-01', '2027-02-01'], ['/refusesFrom']],
  ])('%s', (_, [validFrom, refusesFrom, validTo], places) => {
    expect(reversedDays({ validFrom, refusesFrom, validTo }).map(({ pointer }) => pointer)).toEqual(places);
  });
});

describe('a rule that warns as shipped', () => {
  const shipped = 'form-incomplete';
  const text = (day: string, ...versions: RuleVersion[]) => {
    const force = forceOn(shipped, versions, day);
    return force && `${force.severity} ${force.refusesFrom}`;
  };
  const refusing = version(1, '2026-11-18', { validFrom: '2027-01-01', refusesFrom: '2027-01-01' });

  it('warns on every day, where nobody has said anything else; another dated rule then holds on none', () => {
    expect(text('2000-01-01')).toBe('warning null');
    expect(forceOn(CODE, [], '2000-01-01')).toBeNull();
  });

  it('goes on warning until the first day it is given, with the day from which it refuses', () => {
    expect(text('2026-11-17', refusing)).toBe('warning null');
    expect(text('2026-12-31', refusing)).toBe('warning 2027-01-01');
    expect(text('2027-01-01', refusing)).toBe('error null');
  });

  it('ends where its days end, and where it is withdrawn', () => {
    expect(text('2027-02-01', { ...refusing, validTo: '2027-01-31' })).toBeNull();
    expect(text('2027-01-01', refusing, version(2, '2026-12-01', { validFrom: null }))).toBeNull();
  });
});
