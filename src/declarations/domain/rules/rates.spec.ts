import { exampleRuleBook, exampleDeclaration, breachTexts } from '../../../../test/samples/example.js';
import type { Charge, DeclarationInput } from '../declaration.js';
import { rates } from './rates.js';

const breachesOf = (change: Partial<DeclarationInput>): string[] =>
  breachTexts(rates(exampleDeclaration(change), exampleRuleBook()));

describe('customs rates', () => {
  it.each([
    ['USD', []],
    ['JPY', ['rate-missing /currency']],
    ['constructor', ['rate-missing /currency']],
  ])('are there for the currency %s: %j', (currency, expected) => {
    expect(breachesOf({ currency })).toEqual(expected);
  });

  it('are missing altogether for a month nobody has entered', () => {
    const [found] = rates(exampleDeclaration(), exampleRuleBook({ rates: null, month: '2031-01' }));
    expect(found).toMatchObject({ code: 'rate-missing', params: { currency: 'USD', month: '2031-01' } });
  });

  it.each<[Charge, string[]]>([
    [{ mark: 'total', value: '5', currency: 'EUR' }, []],
    [{ mark: 'total', value: '5', currency: 'JPY' }, ['rate-missing /freight/currency']],
    [{ mark: 'perTonne', value: '5', currency: 'JPY' }, ['rate-missing /freight/currency']],
    [{ mark: 'rate', value: '5', currency: 'JPY' }, []], // a percentage has no currency
  ])('are there for the currency of freight %j: %j', (freight, expected) => {
    expect(breachesOf({ freight })).toEqual(expected);
  });

  it('are found missing once when a charge is in the same currency', () => {
    expect(breachesOf({ currency: 'JPY', freight: { mark: 'total', value: '5', currency: 'JPY' } })).toEqual([
      'rate-missing /currency',
    ]);
  });
});

describe('charge marks', () => {
  it.each<['freight' | 'insurance' | 'otherCharges', Charge['mark'], string[]]>([
    ['freight', 'rate', []],
    ['freight', 'perTonne', []],
    ['freight', 'total', []],
    ['insurance', 'rate', []],
    ['insurance', 'total', []],
    ['insurance', 'perTonne', ['charge-mark-invalid /insurance/mark']],
    ['otherCharges', 'total', []],
    ['otherCharges', 'perTonne', ['charge-mark-invalid /otherCharges/mark']],
  ])('%s by %s: %j', (field, mark, expected) => {
    expect(breachesOf({ [field]: { mark, value: '1' } })).toEqual(expected);
  });
});
