import { pointer, type Violation } from '../../../messages/refusals/violation.js';
import { isGiven } from '../valuation/amounts.js';
import { chargeMarkBreach, missingRate, type ChargeField } from '../valuation/charges.js';
import type { DeclarationInput } from '../declaration.js';
import { rateOf, ratesToCome, type RuleBook } from '../rule-book.js';
import type { Rule } from './rule.js';

const CHARGES: readonly ChargeField[] = ['freight', 'insurance', 'otherCharges'];

/** A charge needs the rate of its own currency unless it is a percentage; the declaration's own is found missing once, there. */
const ofCharge = (input: DeclarationInput, field: ChargeField, ruleBook: RuleBook): Violation[] => {
  const charge = input[field];
  if (!isGiven(charge)) return [];
  const { mark, currency } = charge;
  const needed = mark !== 'rate' && isGiven(currency) && currency !== input.currency && !ratesToCome(ruleBook);
  return [
    ...chargeMarkBreach(field, charge),
    ...(needed && rateOf(ruleBook, currency) === null
      ? [missingRate(pointer(field, 'currency'), currency, ruleBook)]
      : []),
  ];
};

/** Charges carry a mark that fits, and every currency used has a customs rate in the month of the declaration. */
export const rates: Rule = (input, ruleBook) => [
  ...(isGiven(input.currency) && rateOf(ruleBook, input.currency) === null && !ratesToCome(ruleBook)
    ? [missingRate(pointer('currency'), input.currency, ruleBook)]
    : []),
  ...CHARGES.flatMap((field) => ofCharge(input, field, ruleBook)),
];
