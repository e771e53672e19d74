import {
  declarationOf,
  exampleRuleBook,
  exampleDeclaration,
  exampleLine,
  breachTexts,
} from '../../../../test/samples/example.js';
import type { DeclarationInput, GoodsLine } from '../declaration.js';
import { required } from './required.js';

const missingOf = (input: DeclarationInput): string[] => breachTexts(required(input, exampleRuleBook()));

describe('fields needed for submission', () => {
  it('are all there in a finished declaration', () => {
    expect(missingOf(exampleDeclaration())).toEqual([]);
  });

  it('are all named for the barest draft, each party once', () => {
    expect(missingOf({ reference: 'A', market: 'KQ-CTC' })).toEqual(
      ['customsOffice', 'consignor', 'principal', 'buyer', 'tradeTerms', 'currency', 'goods'].map(
        (field) => `required-missing /${field}`,
      ),
    );
  });

  it.each<[string, Partial<DeclarationInput>]>([
    ['/customsOffice', { customsOffice: undefined }],
    ['/customsOffice', { customsOffice: '  ' }],
    ['/consignor/uscc', { consignor: { name: 'n' } }],
    ['/consignor/name', { consignor: { uscc: '91000000MA0000001R' } }],
    ['/principal/id', { principal: { name: 'n' } }],
    ['/principal/name', { principal: { id: '1' } }],
    ['/buyer/name', { buyer: { country: 'NGA' } }],
    ['/buyer/country', { buyer: { name: 'n' } }],
    ['/tradeTerms', { tradeTerms: '' }],
    ['/currency', { currency: undefined }],
    ['/goods', { goods: [] }],
  ])('misses %s', (pointer, change) => {
    expect(missingOf(exampleDeclaration(change))).toEqual([`required-missing ${pointer}`]);
  });

  it.each<keyof GoodsLine>([
    'line',
    'hsCode',
    'name',
    'quantity',
    'unit',
    'netWeightKg',
    'totalPrice',
    'finalDestination',
  ])('misses the %s of a goods line', (field) => {
    const goods = [exampleLine(1), exampleLine(2, { [field]: undefined })];
    expect(missingOf(declarationOf(goods))).toEqual([`required-missing /goods/1/${field}`]);
  });

  it.each<keyof DeclarationInput>([
    'declaredOn',
    'exitOffice',
    'transportMode',
    'packages',
    'packageType',
    'grossWeightKg',
    'netWeightKg',
    'containers',
    'simplified',
  ])('do not include %s', (field) => {
    expect(missingOf(exampleDeclaration({ [field]: undefined }))).toEqual([]);
  });

  it.each<keyof GoodsLine>(['packages', 'grossWeightKg', 'specification', 'stall'])(
    'do not include the %s of a goods line',
    (field) => {
      expect(missingOf(declarationOf([exampleLine(1, { [field]: undefined })]))).toEqual([]);
    },
  );
});
