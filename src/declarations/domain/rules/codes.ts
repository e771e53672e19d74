import { isCountry } from '../../../vocabulary/country.js';
import { isCurrency } from '../../../vocabulary/currency.js';
import { pointer, violation, type Violation, type ViolationCode } from '../../../messages/refusals/violation.js';
import { isGiven } from '../valuation/amounts.js';
import { unknownTerms } from '../valuation/charges.js';
import type { DeclarationInput } from '../declaration.js';
import type { RuleBook } from '../rule-book.js';
import type { Rule } from './rule.js';

type Code = string | null | undefined;

/** A check of values against one table. What is not given breaks nothing; places are only written where something breaks. */
const against =
  (code: ViolationCode, isKnown: (value: string) => boolean, params: Record<string, string> = {}) =>
  (value: Code, ...path: (string | number)[]): Violation[] =>
    isGiven(value) && !isKnown(value) ? [violation(code, pointer(...path), { value, ...params })] : [];

const tablesOfTheDay: Rule = (input, ruleBook) => {
  const on = { day: ruleBook.day };
  const office = against('office-unknown', ruleBook.isOffice, on);
  const unit = against('unit-unknown', ruleBook.isUnit, on);
  return [
    ...office(input.customsOffice, 'customsOffice'),
    ...office(input.exitOffice, 'exitOffice'),
    ...(isGiven(input.tradeTerms) && !ruleBook.isTerms(input.tradeTerms) ? [unknownTerms(input.tradeTerms)] : []),
    ...against('transport-mode-unknown', ruleBook.isTransportMode, on)(input.transportMode, 'transportMode'),
    ...against('package-type-unknown', ruleBook.isPackageType, on)(input.packageType, 'packageType'),
    ...(input.goods ?? []).flatMap((line, index) => unit(line.unit, 'goods', index, 'unit')),
  ];
};

const country = against('country-unknown', isCountry);
const currency = against('currency-unknown', isCurrency);

const countriesAndCurrencies = (input: DeclarationInput): Violation[] => [
  ...country(input.buyer?.country, 'buyer', 'country'),
  ...country(input.tradeCountry, 'tradeCountry'),
  ...country(input.arrivalCountry, 'arrivalCountry'),
  ...(input.goods ?? []).flatMap((line, index) => country(line.finalDestination, 'goods', index, 'finalDestination')),
  ...currency(input.currency, 'currency'),
  ...currency(input.freight?.currency, 'freight', 'currency'),
  ...currency(input.insurance?.currency, 'insurance', 'currency'),
  ...currency(input.otherCharges?.currency, 'otherCharges', 'currency'),
];

const CHINA = 'CHN';

/** An export ends abroad; the swapped country elements of the form's XML say otherwise. */
const destinations = ({ goods = [] }: DeclarationInput): Violation[] =>
  goods.flatMap(({ finalDestination, line }, index) => {
    if (finalDestination !== CHINA) return [];
    const params = isGiven(line) ? { line: String(line) } : {};
    return [violation('destination-is-china', pointer('goods', index, 'finalDestination'), params)];
  });

const market = (input: DeclarationInput, ruleBook: RuleBook): Violation[] =>
  ruleBook.market === null ? [violation('market-unknown', '/market', { value: input.market })] : [];

/** Codes against the tables valid on the day. Countries and currencies are those of ISO, which the vocabulary keeps. */
export const codes: Rule = (input, ruleBook) => [
  ...market(input, ruleBook),
  ...tablesOfTheDay(input, ruleBook),
  ...countriesAndCurrencies(input),
  ...destinations(input),
];
