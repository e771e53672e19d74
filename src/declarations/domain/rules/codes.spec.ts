import {
  declarationOf,
  exampleRuleBook,
  exampleDeclaration,
  exampleLine,
  breachTexts,
} from '../../../../test/samples/example.js';
import type { DeclarationInput } from '../declaration.js';
import { codes } from './codes.js';

describe('codes against the tables of the day', () => {
  it('are all known in a finished declaration', () => {
    expect(codes(exampleDeclaration({ tradeCountry: 'NGA', arrivalCountry: 'HKG' }), exampleRuleBook())).toEqual([]);
  });

  it.each<[string, Partial<DeclarationInput>]>([
    ['office-unknown /customsOffice', { customsOffice: '9999' }],
    ['office-unknown /exitOffice', { exitOffice: '0000' }],
    ['terms-unknown /tradeTerms', { tradeTerms: 'DDP' }],
    ['terms-unknown /tradeTerms', { tradeTerms: 'toString' }],
    ['transport-mode-unknown /transportMode', { transportMode: '3' }],
    ['package-type-unknown /packageType', { packageType: '77' }],
    ['country-unknown /buyer/country', { buyer: { name: 'n', country: 'NG' } }],
    ['country-unknown /tradeCountry', { tradeCountry: 'XXX' }],
    ['country-unknown /arrivalCountry', { arrivalCountry: 'nga' }],
    ['currency-unknown /currency', { currency: 'US$' }],
    ['currency-unknown /freight/currency', { freight: { mark: 'total', value: '1', currency: 'RMB' } }],
    ['currency-unknown /insurance/currency', { insurance: { mark: 'total', value: '1', currency: 'RMB' } }],
    ['currency-unknown /otherCharges/currency', { otherCharges: { mark: 'total', value: '1', currency: 'RMB' } }],
  ])('%s', (expected, change) => {
    expect(breachTexts(codes(exampleDeclaration(change), exampleRuleBook()))).toEqual([expected]);
  });

  it('let no export end in China; its regions with codes of their own are abroad', () => {
    const goods = ['CHN', 'HKG', 'CHN'].map((finalDestination, index) => exampleLine(index + 1, { finalDestination }));
    expect(breachTexts(codes(declarationOf(goods), exampleRuleBook()))).toEqual([
      'destination-is-china /goods/0/finalDestination',
      'destination-is-china /goods/2/finalDestination',
    ]);
  });

  it('point at the goods line that has a code nobody knows', () => {
    const goods = [exampleLine(1), exampleLine(2, { unit: '999', finalDestination: 'ZZZ' })];
    expect(breachTexts(codes(declarationOf(goods), exampleRuleBook()))).toEqual([
      'unit-unknown /goods/1/unit',
      'country-unknown /goods/1/finalDestination',
    ]);
  });

  it('refuse a market that does not exist', () => {
    expect(breachTexts(codes(exampleDeclaration(), exampleRuleBook({ market: null })))).toEqual([
      'market-unknown /market',
    ]);
  });

  it('say what was written, and for which day the table was asked', () => {
    const [found] = codes(exampleDeclaration({ customsOffice: '9999' }), exampleRuleBook());
    expect(found?.params).toEqual({ value: '9999', day: '2021-12-28' });
  });

  it.each(['FOB', 'CFR', 'CIF', 'C&I', 'EXW'])('know the terms %s', (tradeTerms) => {
    expect(codes(exampleDeclaration({ tradeTerms }), exampleRuleBook())).toEqual([]);
  });
});
