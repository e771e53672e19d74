import { declarationOf, exampleRuleBook, exampleDeclaration, exampleLine } from '../../../../test/samples/example.js';
import type { DatedRule, Force } from '../../../reference/domain/trade-rules.js';
import type { DeclarationInput } from '../declaration.js';
import { dated } from './dated.js';

const ruleBookWith = (rules: Partial<Record<DatedRule, Force>>) =>
  exampleRuleBook({ force: (code) => rules[code] ?? null });
const WARNS: Force = { severity: 'warning', refusesFrom: '2022-01-01' };
const ONLY_WARNS: Force = { severity: 'warning', refusesFrom: null };
const REFUSES: Force = { severity: 'error', refusesFrom: null };

const found = (input: DeclarationInput, rules: Partial<Record<DatedRule, Force>>) =>
  dated(input, ruleBookWith(rules)).map(({ code, severity, pointer, params }) => [severity, code, pointer, params]);

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
    const goods = [exampleLine(1), exampleLine(2, { stall: 'C1-0231' }), exampleLine(7)];
    expect(found(declarationOf(goods), { 'stall-missing': WARNS })).toEqual([
      ['warning', 'stall-missing', '/goods/0/stall', { line: '1', refusesFrom: '2022-01-01' }],
      ['warning', 'stall-missing', '/goods/2/stall', { line: '7', refusesFrom: '2022-01-01' }],
    ]);
  });
});
