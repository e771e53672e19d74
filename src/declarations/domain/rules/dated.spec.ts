import { declarationOf, exampleRuleBook, exampleDeclaration, exampleLine } from '../../../../test/samples/example.js';
import type { DatedRule, Force } from '../../../reference/domain/trade-rules.js';
import type { DeclarationInput } from '../declaration.js';
import type { RuleBook } from '../rule-book.js';
import { dated } from './dated.js';

const ruleBookWith = (rules: Partial<Record<DatedRule, Force>>) =>
  exampleRuleBook({ force: (code) => rules[code] ?? null });
const WARNS: Force = { severity: 'warning', refusesFrom: '2022-01-01' };
const ONLY_WARNS: Force = { severity: 'warning', refusesFrom: null };
const REFUSES: Force = { severity: 'error', refusesFrom: null };

const found = (input: DeclarationInput, rules: Partial<Record<DatedRule, Force>>, tables: Partial<RuleBook> = {}) =>
  dated(input, { ...ruleBookWith(rules), ...tables }).map(({ code, severity, pointer, params }) => [
    severity,
    code,
    pointer,
    params,
  ]);

describe('dated rules', () => {
  it('say nothing on a day on which they do not hold', () => {
    expect(found(exampleDeclaration(), {})).toEqual([]);
  });
});

describe("the buyer's document", () => {
  const buyer = { name: 'LAGOS FABRICS', country: 'NGA' };
  const place = ['buyer-document-missing', '/buyer/documentNumber'];

  it.each<[string, Force, string, object]>([
    ['announced', WARNS, 'warning', { buyer: 'LAGOS FABRICS', refusesFrom: '2022-01-01' }],
    ['without a day of refusal', ONLY_WARNS, 'warning', { buyer: 'LAGOS FABRICS' }],
    ['in force', REFUSES, 'error', { buyer: 'LAGOS FABRICS' }],
  ])('%s', (_, force, severity, params) => {
    const input = exampleDeclaration({ buyer });
    expect(found(input, { 'buyer-document-missing': force })).toEqual([[severity, ...place, params]]);
  });

  it.each<[string, DeclarationInput['buyer'], number]>([
    ['given', { ...buyer, documentNumber: 'A1234567' }, 0],
    ['blank', { ...buyer, documentNumber: ' ' }, 1],
    ['of a buyer without a name', { country: 'NGA' }, 1],
    ['of no buyer: found missing by another rule', undefined, 0],
  ])('%s', (_, given, count) => {
    expect(found(exampleDeclaration({ buyer: given }), { 'buyer-document-missing': REFUSES })).toHaveLength(count);
  });
});

describe('the stall', () => {
  it('is found at each line that names none', () => {
    const goods = [exampleLine(1, { stall: undefined }), exampleLine(2), exampleLine(7, { stall: ' ' })];
    expect(found(declarationOf(goods), { 'stall-missing': WARNS })).toEqual([
      ['warning', 'stall-missing', '/goods/0/stall', { line: '1', refusesFrom: '2022-01-01' }],
      ['warning', 'stall-missing', '/goods/2/stall', { line: '7', refusesFrom: '2022-01-01' }],
    ]);
  });
});

describe('the paper form', () => {
  const complete = exampleDeclaration({ goods: [exampleLine(1), exampleLine(2)] });
  const form = (
    input: DeclarationInput,
    rules: Partial<Record<DatedRule, Force>> = { 'form-incomplete': ONLY_WARNS },
  ) => found(input, rules).map(([severity, code, at, params]) => [`${severity} ${code} ${at}`, params] as const);
  const HEADER = ['billOfLading', 'packages', 'grossWeightKg', 'transportMode', 'exitOffice', 'tradeCountry'] as const;

  it('has nothing to ask of a complete declaration', () => expect(form(complete)).toEqual([]));

  it.each([...HEADER, 'arrivalCountry', 'containers'] as const)('asks for %s, once', (field) => {
    const expected = [[`warning form-incomplete /${field}`, { field }]];
    expect(form({ ...complete, [field]: undefined })).toEqual(expected);
  });

  it.each(['stall', 'legalQuantity1', 'elements', 'domesticSource'] as const)(
    'asks for %s once, whatever the number of lines that lack it',
    (field) => {
      const goods = [exampleLine(1), exampleLine(2, { [field]: undefined }), exampleLine(5, { [field]: undefined })];
      expect(form({ ...complete, goods })).toEqual([
        [`warning form-incomplete /goods/1/${field}`, { field, lines: '2, 5' }],
      ]);
    },
  );

  it('names ten lines and how many there are', () => {
    const goods = Array.from({ length: 12 }, (_, index) => exampleLine(index + 1, { elements: undefined }));
    expect(form({ ...complete, goods })[0]?.[1]).toMatchObject({ lines: '1, 2, 3, 4, 5, 6, 7, 8, 9, 10 … (12)' });
  });

  it('takes an empty list of containers for none, and no goods for nothing to ask', () => {
    expect(form({ ...complete, containers: [] })).toHaveLength(1);
    expect(form({ ...complete, goods: [] })).toEqual([]);
  });

  it('leaves the stall to its own rule where that holds', () => {
    const goods = [exampleLine(1, { stall: undefined })];
    const rules = { 'form-incomplete': REFUSES, 'stall-missing': ONLY_WARNS };
    expect(form({ ...complete, goods }, rules)).toEqual([['warning stall-missing /goods/0/stall', { line: '1' }]]);
  });
});

describe('the second legal quantity', () => {
  const goods = [exampleLine(1, { legalQuantity2: undefined })];
  const ask = (tariff: RuleBook['tariff']) =>
    found(exampleDeclaration({ goods }), { 'form-incomplete': ONLY_WARNS }, { tariff }).map(([, , at]) => at);

  it.each([
    ['is asked for where the tariff has a second unit', ['030', '035'], ['/goods/0/legalQuantity2']],
    ['is not where it has one', ['030'], []],
    ['is not where its units are not known', [], []],
  ])('%s', (_, units, expected) => expect(ask(new Map([['5407520090', { units }]]))).toEqual(expected));

  it('is not asked for without a tariff of the year', () => expect(ask(null)).toEqual([]));
});

describe('what is compared with the tables', () => {
  const tariff = new Map([['5407520090', { units: ['030', '035'] }]]);
  const all: Partial<Record<DatedRule, Force>> = {
    'hs-code-unknown': REFUSES,
    'legal-unit-wrong': REFUSES,
    'port-unknown': REFUSES,
    'office-not-of-market': REFUSES,
  };
  const brief = (changes: Partial<DeclarationInput>, tables: Partial<RuleBook> = {}) =>
    found(exampleDeclaration(changes), all, tables).map(([severity, code, at]) => `${severity} ${code} ${at}`);
  const goods = (changes: object) => ({ goods: [exampleLine(1, changes)] });

  it('breaks nothing where the tables know it, or nobody has put them', () => {
    expect(brief({ portOfDestination: 'NGA036', exitPort: '380101' }, { tariff })).toEqual([]);
    expect(brief(goods({ hsCode: '5407999999', unit: '011' }))).toEqual([]);
  });

  it.each<[string, Partial<DeclarationInput>, Partial<RuleBook>, string[]]>([
    [
      'a code that is not in the tariff',
      goods({ hsCode: '5407999999' }),
      {},
      ['error hs-code-unknown /goods/0/hsCode'],
    ],
    [
      'another unit, without the legal quantities',
      goods({ unit: '011', legalQuantity2: undefined }),
      {},
      ['error legal-unit-wrong /goods/0/unit'],
    ],
    ['another unit, with them: never refused', goods({ unit: '011' }), {}, ['warning legal-unit-wrong /goods/0/unit']],
    ['the second unit', goods({ unit: '035' }), {}, []],
    [
      'an unknown port',
      { portOfDestination: 'XXX' },
      { isPort: () => false },
      ['error port-unknown /portOfDestination'],
    ],
    ['an unknown exit port', { exitPort: 'XXX' }, { isExitPort: () => false }, ['error port-unknown /exitPort']],
    ['another customs office', { customsOffice: '2921' }, {}, ['error office-not-of-market /customsOffice']],
    ['an exit office of a market that has named none', { exitOffice: '2248' }, {}, []],
    [
      'another exit office',
      { exitOffice: '2248' },
      { market: { code: 'KQ-CTC', rateBasis: 'declaration', customsOffices: null, exitOffices: ['3104'] } },
      ['error office-not-of-market /exitOffice'],
    ],
  ])('%s', (_, changes, tables, expected) => expect(brief(changes, { tariff, ...tables })).toEqual(expected));
});
