import {
  declarationOf,
  exampleRuleBook,
  exampleDeclaration,
  exampleLine,
  breachTexts,
} from '../../../../test/samples/example.js';
import type { DeclarationInput } from '../declaration.js';
import { weights } from './weights.js';

const breachesOf = (input: DeclarationInput): string[] => breachTexts(weights(input, exampleRuleBook()));

describe('net and gross weight', () => {
  it.each([
    ['500', '500', []],
    ['500.001', '500', ['net-above-gross /goods/0/netWeightKg']],
    ['500', undefined, []],
    [undefined, '500', []],
    ['9', '10', []], // compared as numbers, not as text
  ])('of a line: net %s, gross %s: %j', (netWeightKg, grossWeightKg, expected) => {
    expect(breachesOf(declarationOf([exampleLine(1, { netWeightKg, grossWeightKg })]))).toEqual(expected);
  });

  it('of the header', () => {
    const bare = { goods: [], packages: undefined };
    const at = (netWeightKg: string) => exampleDeclaration({ ...bare, grossWeightKg: '1040', netWeightKg });
    expect(breachesOf(at('1040'))).toEqual([]);
    expect(breachesOf(at('1040.1'))).toEqual(['net-above-gross /netWeightKg']);
  });
});

describe('header and lines', () => {
  it.each<[string, Partial<DeclarationInput>]>([
    ['/packages', { packages: 21 }],
    ['/grossWeightKg', { grossWeightKg: '1040.001' }],
    ['/netWeightKg', { netWeightKg: '999.999' }],
  ])('tie exactly: %s', (place, change) => {
    expect(breachesOf(exampleDeclaration(change))).toEqual([`totals-do-not-tie ${place}`]);
  });

  it('tie whatever the decimals are written as', () => {
    expect(breachesOf(exampleDeclaration({ grossWeightKg: '1040.000', netWeightKg: '1000.0' }))).toEqual([]);
  });

  it('say both sums', () => {
    const [found] = weights(exampleDeclaration({ packages: 21 }), exampleRuleBook());
    expect(found?.params).toEqual({ field: 'packages', lines: '20', header: '21' });
  });

  it.each(['packages', 'grossWeightKg', 'netWeightKg'])('are not compared while one line lacks its %s', (field) => {
    const goods = [exampleLine(1, { [field]: undefined }), exampleLine(2)];
    expect(breachesOf(exampleDeclaration({ goods }))).toEqual([]);
  });

  it('are not compared where the header is silent', () => {
    const input = exampleDeclaration({ packages: undefined, grossWeightKg: undefined, netWeightKg: undefined });
    expect(breachesOf(input)).toEqual([]);
  });
});
