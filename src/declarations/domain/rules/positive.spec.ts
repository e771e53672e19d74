import {
  declarationOf,
  exampleRuleBook,
  exampleDeclaration,
  exampleLine,
  breachTexts,
} from '../../../../test/samples/example.js';
import { positive } from './positive.js';

describe('amounts', () => {
  it.each(['quantity', 'grossWeightKg', 'netWeightKg', 'totalPrice'])('of a line are above zero: %s', (field) => {
    const goods = [exampleLine(1, { [field]: '0.00' })];
    expect(breachTexts(positive(declarationOf(goods), exampleRuleBook()))).toEqual([
      `amount-not-positive /goods/0/${field}`,
    ]);
    expect(positive(declarationOf([exampleLine(1, { [field]: '0.01' })]), exampleRuleBook())).toEqual([]);
  });

  it('of the header are above zero', () => {
    const input = exampleDeclaration({ packages: 0, grossWeightKg: '0', netWeightKg: '0' });
    expect(breachTexts(positive(input, exampleRuleBook()))).toEqual([
      'amount-not-positive /packages',
      'amount-not-positive /grossWeightKg',
      'amount-not-positive /netWeightKg',
    ]);
  });

  it('let a line travel in the carton of another', () => {
    expect(positive(declarationOf([exampleLine(1, { packages: 0 })]), exampleRuleBook())).toEqual([]);
  });
});
